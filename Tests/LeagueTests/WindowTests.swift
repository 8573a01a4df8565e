import League
import Testing

@Suite struct WindowTests {
  @Test("the mean of nothing is nothing, and that of something its middle")
  func mean() {
    #expect([Double]().mean == nil)
    #expect([24.0, 25, 28].lazy.map { $0 }.mean?.rounded(scale: 4) == 25.6667)
  }

  @Test("a window reaches past what is unwanted until it is full, in order")
  func lastKeeping() {
    let numbers = Array(1...10)[...]
    #expect(numbers.last(3) { $0.isMultiple(of: 2) } == [6, 8, 10])
    #expect(numbers.last(3) { $0 > 0 } == [8, 9, 10])
    #expect(numbers.last(20) { $0 > 8 } == [9, 10])
    #expect(numbers.keeping { $0 < 3 } == [1, 2])
    #expect(numbers.keeping { $0 > 0 } == numbers)
  }
}
