import ArgumentParser
import Foundation
import Ledger
import Pipeline
import Reports
import Runtime
import UnixSignals
import Warehouse

struct Watch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How everything stands, drawn anew while it changes.",
    discussion: """
      Runs at work, how far each phase is, what failed, and the slowest tables. On a terminal until Ctrl-C; elsewhere once. \
      The same in a browser is the coordinator's address, which `backcourt up` prints.
      """)
  @Option(name: .long, help: "Seconds between two looks.")
  var every = 1.0
  @OptionGroup var data: DataOptions

  func validate() throws {
    guard (0.2...3600).contains(every) else { throw ValidationError("--every must be from 0.2 to 3600 seconds.") }
  }

  func run() async throws {
    let warehouse = try data.warehouse()
    var view = WatchView(warehouse: warehouse, data: data.data)
    guard isatty(STDOUT_FILENO) == 1 else {
      print(try await view.look().lines(width: 100, height: .max).joined(separator: "\n"))
      return
    }
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    // Another screen without a cursor; both come back whatever ends the command.
    write("\u{1B}[?1049h\u{1B}[?25l")
    defer { write("\u{1B}[?25h\u{1B}[?1049l") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { break } }
      group.addTask { [every, view] in
        var view = view
        while !Task.isCancelled {
          let (width, height) = Terminal.size
          let lines = try await view.look().lines(width: width, height: height)
          write("\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J")
          try await Task.sleep(for: .seconds(every))  // a display's refresh, not a wait for work
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}

/// The ledger as `backcourt watch` knows it: what it has read it does not read again.
struct WatchView: Sendable {
  let warehouse: any Warehouse
  let data: String
  private var world = World()
  private var work = WorkReport()

  init(warehouse: any Warehouse, data: String) {
    self.warehouse = warehouse
    self.data = data
  }

  mutating func look() async throws -> WatchScreen {
    let (mirror, position) = (world.mirror, work.position)
    let (current, news, waiting, letters, records) = try await warehouse.read { reader in
      var mirror = mirror
      try Ledger.refresh(&mirror, from: reader)
      let catalog = try Ledger.catalog(in: reader).map(TableInfo.init)
      return (
        World(catalog: catalog, mirror: mirror), try WorkReport.news(after: position, in: reader),
        try reader.first("SELECT count(*) FROM waiting_dates") { $0.int(0) } ?? 0,
        try reader.first("SELECT count(*) FROM dead_letters WHERE state = 'open'") { $0.int(0) } ?? 0,
        try Ledger.runs(limit: 20, in: reader)
      )
    }
    world = current
    work.take(news)
    let runs = try await statuses(of: records.filter { !$0.state.isOver })
    return WatchScreen(
      title: "Backcourt  \(data)  \(Date().timestamp.prefix(19).replacing("T", with: " ")) UTC", world: world,
      runs: runs,
      waiting: waiting, openLetters: letters, slowest: work.slowest(of: runs.first?.run.runID))
  }

  /// How the runs stand by their coordinator; by the ledger alone when it does not answer.
  private func statuses(of runs: [RunRecord]) async throws -> [RunStatus] {
    guard !runs.isEmpty, let address = try CoordinatorAddress.read(from: data), let url = URL(string: address.url)
    else {
      return []
    }
    var statuses: [RunStatus] = []
    for run in runs {
      do {
        statuses.append(try await CoordinatorClient(url: url, token: nil).status(of: run.runID))
      } catch is CoordinatorProblem {
        statuses.append(
          RunStatus(
            run: run, stage: "its coordinator does not answer", planned: run.planned, done: 0, failed: 0, inFlight: 0,
            perSecond: 0, secondsLeft: nil))
      }
    }
    return statuses
  }
}
