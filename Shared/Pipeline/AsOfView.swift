public import League

/// What a table may see when it computes its rows for a date: the inputs that it declared, and of their histories only
/// what lies before the date.
public struct AsOfView: Sendable {
  /// The date that is computed.
  public let date: GameDate
  /// Its season.
  public let season: Season
  private let contents: [Key: any Sendable]

  struct Key: Hashable, Sendable {
    let read: Read
    let content: ObjectIdentifier

    init<I: Input>(_ input: I) {
      read = input.read
      content = ObjectIdentifier(I.Content.self)
    }
  }

  init(date: GameDate, season: Season, contents: [Key: any Sendable]) {
    self.date = date
    self.season = season
    self.contents = contents
  }

  /// The content of an input.
  ///
  /// - Throws: ``PipelineError/undeclaredRead(_:)`` when the table did not list the input.
  public subscript<I: Input>(input: I) -> I.Content {
    get throws {
      guard let content = contents[Key(input)] as? I.Content else {
        throw PipelineError.undeclaredRead("\(input.read.table)")
      }
      return content
    }
  }
}

extension AsOfView {
  /// A view over given contents, for tests of a single table.
  ///
  /// ```swift
  /// var contents = AsOfView.Contents()
  /// contents[table.games] = PastRows([…], before: date)
  /// let rows = try table.rows(for: date, from: AsOfView(date: date, season: season, contents: contents)).rows
  /// ```
  public init(date: GameDate, season: Season, contents: Contents) {
    self.init(date: date, season: season, contents: contents.byInput)
  }

  /// Contents by input.
  public struct Contents: Sendable {
    var byInput: [Key: any Sendable] = [:]

    /// No contents.
    public init() {}

    /// The content of an input.
    public subscript<I: Input>(input: I) -> I.Content? {
      get { byInput[Key(input)] as? I.Content }
      set { byInput[Key(input)] = newValue }
    }
  }
}
