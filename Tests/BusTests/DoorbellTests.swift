import Testing

@testable import Bus

@Suite(.timeLimit(.minutes(1))) struct DoorbellTests {
  @Test("no ring is lost between many who ring and many who wait")
  func noLostWakeUps() async {
    let bell = Doorbell()
    let items = Locked(0)
    let taken = Locked(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<500 {
            _ = await bell.first {
              items.update { items -> Bool? in
                guard items > 0 else { return nil }
                items -= 1
                return true
              }
            }
            taken.update { $0 += 1 }
          }
        }
      }
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<1_000 {
            items.update { $0 += 1 }
            bell.ring()
            await Task.yield()
          }
        }
      }
    }
    #expect(taken.value == 4_000)
  }
}
