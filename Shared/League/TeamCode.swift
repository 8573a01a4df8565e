/// One of the thirty teams, by its NBA.com three-letter code.
public enum TeamCode: String, CaseIterable, Sendable, Hashable, Comparable {
  case atl = "ATL"
  case bkn = "BKN"
  case bos = "BOS"
  case cha = "CHA"
  case chi = "CHI"
  case cle = "CLE"
  case dal = "DAL"
  case den = "DEN"
  case det = "DET"
  case gsw = "GSW"
  case hou = "HOU"
  case ind = "IND"
  case lac = "LAC"
  case lal = "LAL"
  case mem = "MEM"
  case mia = "MIA"
  case mil = "MIL"
  case min = "MIN"
  case nop = "NOP"
  case nyk = "NYK"
  case okc = "OKC"
  case orl = "ORL"
  case phi = "PHI"
  case phx = "PHX"
  case por = "POR"
  case sac = "SAC"
  case sas = "SAS"
  case tor = "TOR"
  case uta = "UTA"
  case was = "WAS"

  /// Alphabetical by code.
  public static func < (left: TeamCode, right: TeamCode) -> Bool {
    left.rawValue < right.rawValue
  }
}
