import ArgumentParser
import Reports
import Warehouse

/// Answers the questions that a backfill raises again and again, each by one query of the ledger.
struct Ask: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Named questions about coverage, progress, failures, gates and speed; without a name, what can be asked.",
    discussion: "Exit code 2 when there is no such question. docs/operations/questions.md lists them.")
  @Argument(help: "The question's name or number.")
  var question: String?
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    guard let question else {
      try output.show(Question.all.map { ["name": $0.name, "question": $0.words] }) {
        var table = TextTable(columns: [.right("#"), .left("backcourt ask"), .left("question")])
        for question in Question.all { table.add(["\(question.number)", question.name, question.words]) }
        return table.text
      }
      return
    }
    guard let asked = Question.named(question) else {
      throw CommandOutcome(
        code: CommandOutcome.usage, message: "there is no question '\(question)'; `backcourt ask` lists them")
    }
    let answer = try await asked.answer(from: try data.warehouse())
    try output.show(answer) { answer.text }
  }
}
