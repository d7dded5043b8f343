/** The little linear algebra that training needs: symmetric eigenvalues and Cholesky, on square matrices row by row. */

/** Lower triangle L with L·Lᵀ = the matrix. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] ?? 0;
      for (let k = 0; k < column; k++) sum -= (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0);
      if (row === column) {
        if (sum <= 0) throw new Error('the matrix is not positive definite');
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        lower[row * size + column] = sum / (lower[column * size + column] ?? 1);
      }
    }
  }
  return lower;
}

/** Inverse of a lower triangle. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / (lower[column * size + column] ?? 1);
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++)
        sum -= (lower[row * size + k] ?? 0) * (inverse[k * size + column] ?? 0);
      inverse[row * size + column] = sum / (lower[row * size + row] ?? 1);
    }
  }
  return inverse;
}

/** left · right */
export function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const factor = left[row * size + k] ?? 0;
      if (factor === 0) continue;
      for (let column = 0; column < size; column++) {
        product[row * size + column] =
          (product[row * size + column] ?? 0) + factor * (right[k * size + column] ?? 0);
      }
    }
  }
  return product;
}

export function transpose(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, index) => matrix[(index % size) * size + Math.floor(index / size)] ?? 0);
}

/**
 * The eigenvectors of the largest eigenvalues of a symmetric positive matrix, as rows, largest first, by orthogonal
 * iteration: exact enough for a projection, and short.
 */
export function leadingVectors(
  matrix: Float64Array,
  size: number,
  wanted: number,
  rounds = 60,
): Float64Array[] {
  const spare = Math.min(size, wanted + 20);
  let basis: Float64Array[] = Array.from({ length: spare }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => Math.sin((row + 1) * (column + 1) * 12.9898)),
  );
  for (let round = 0; round < rounds; round++) {
    basis = orthonormal(basis.map((vector) => apply(matrix, vector, size)));
  }
  const scored = basis.map((vector) => {
    const image = apply(matrix, vector, size);
    return { vector, value: image.reduce((sum, each, index) => sum + each * (vector[index] ?? 0), 0) };
  });
  return scored
    .sort((left, right) => right.value - left.value)
    .slice(0, wanted)
    .map(({ vector }) => vector);
}

function apply(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const image = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let column = 0; column < size; column++)
      sum += (matrix[row * size + column] ?? 0) * (vector[column] ?? 0);
    image[row] = sum;
  }
  return image;
}

function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const found: Float64Array[] = [];
  for (const vector of vectors) {
    const next = Float64Array.from(vector);
    for (const earlier of found) {
      let along = 0;
      for (let index = 0; index < next.length; index++) along += (next[index] ?? 0) * (earlier[index] ?? 0);
      for (let index = 0; index < next.length; index++)
        next[index] = (next[index] ?? 0) - along * (earlier[index] ?? 0);
    }
    const length = Math.hypot(...next);
    if (length > 1e-12) found.push(next.map((value) => value / length));
  }
  return found;
}
