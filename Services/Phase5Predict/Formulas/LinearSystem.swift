/// A small symmetric system of linear equations.
struct LinearSystem: Hashable, Sendable {
  private let size: Int
  private var matrix: [[Double]]

  /// - Parameter diagonal: what stands on the diagonal before anything is added.
  init(size: Int, diagonal: Double) {
    self.size = size
    matrix = (0..<size).map { row in (0..<size).map { $0 == row ? diagonal : 0 } }
  }

  mutating func add(_ value: Double, at row: Int, _ column: Int) {
    matrix[row][column] += value
  }

  /// The solution, by elimination with the largest pivot; nil when there is none.
  func solution(for right: [Double]) -> [Double]? {
    var left = matrix
    var right = right
    for column in 0..<size {
      guard let pivot = (column..<size).max(by: { abs(left[$0][column]) < abs(left[$1][column]) }),
        abs(left[pivot][column]) > 1e-12
      else { return nil }
      left.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in (column + 1)..<max(size, column + 1) {
        let factor = left[row][column] / left[column][column]
        guard factor != 0 else { continue }
        for place in column..<size { left[row][place] -= factor * left[column][place] }
        right[row] -= factor * right[column]
      }
    }
    var solution = [Double](repeating: 0, count: size)
    for row in (0..<size).reversed() {
      let known = ((row + 1)..<max(size, row + 1)).reduce(0) { $0 + left[row][$1] * solution[$1] }
      solution[row] = (right[row] - known) / left[row][row]
    }
    return solution
  }
}
