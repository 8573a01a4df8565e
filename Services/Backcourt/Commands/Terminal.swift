import Foundation

/// The terminal that the command writes to.
enum Terminal {
  /// Columns and lines; 80 by 24 where it does not say.
  static var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Columns of the terminal; 100 where the answer goes elsewhere.
  static var width: Int { isatty(STDOUT_FILENO) == 1 ? size.width : 100 }
}
