/** What is wrong with a place's own face in its settings (R6.4). */
export const faceText = {
  faint: {
    message: '这个主色在纸白底上看不清（对比度不到 4.5:1）',
    remedy: '换一个更深的颜色，例如 #B3261E 或 #1F5A3C',
  },
  missing: (name: string) => ({
    message: `没有找到图片 ${name}`,
    remedy: '把图片放在设置文件旁边，写上它的文件名',
  }),
  tooLarge: (kilobytes: number) => ({
    message: `图片超过 ${kilobytes} KB`,
    remedy: '缩小尺寸或提高压缩后再试',
  }),
  notAPicture: { message: '不是 PNG 或 JPEG 图片', remedy: '另存为 PNG 或 JPEG；不接受 SVG' },
  tooWide: (side: number) => ({
    message: `图片的宽或高超过 ${side} 像素`,
    remedy: '缩小尺寸后再试',
  }),
};
