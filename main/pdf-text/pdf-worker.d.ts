/** PDF.js ships no types of its worker; what is in it is PDF.js's own business. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
