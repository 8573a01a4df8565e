import League
import Testing

@Suite struct PlayerKeyTests {
  @Test(
    "one rule makes the key of every printed name",
    arguments: [
      ("Luka Dončić", "lukadoncic"), ("Karl-Anthony Towns", "karlanthonytowns"), ("De'Aaron Fox", "deaaronfox"),
      ("Dennis Schröder", "dennisschroder"), ("Jonas Valančiūnas", "jonasvalanciunas"), ("P.J. Tucker", "pjtucker"),
      ("Tim Hardaway Jr.", "timhardawayjr"), ("Gary Payton II", "garypaytonii"), ("Alperen Şengün", "alperensengun"),
      ("Nikola Đurišić", "nikoladurisic"), ("Jaden Ivey", "jadenivey"), ("Ivica Zubac", "ivicazubac"),
      ("Robert Williams III", "robertwilliamsiii"), ("Søren Łukasz Groß", "sorenlukaszgross"),
      ("ÞÓR Æsir", "thoraesir"),
    ])
  func vectors(name: String, key: String) {
    #expect(PlayerKey(name).rawValue == key)
  }

  @Test("composed and decomposed accents give the same key")
  func normalForms() {
    #expect(PlayerKey("Dončić") == PlayerKey("Donc\u{30C}ic\u{301}"))
  }

  @Test("R60: the earlier rules' keys do not come out: accents deleted, suffixes cut anywhere in the name")
  func earlierFaults() {
    #expect(PlayerKey("Nikola Đurišić").rawValue != "nikolaurisic")
    #expect(PlayerKey("Jaden Ivey").rawValue != "jadeney")
    #expect(PlayerKey("Ivica Zubac").rawValue != "icazubac")
    #expect(PlayerKey("Robert Williams III").rawValue != "robertwilliamsi")
  }

  @Test("a stored key is taken back only if it is one")
  func storedKeys() {
    #expect(PlayerKey(rawValue: "lukadoncic") == PlayerKey("Luka Dončić"))
    #expect(PlayerKey(rawValue: "Luka Dončić") == nil)
  }

  @Test(
    "names printed last name first are turned round, and the suffix stays with the last name",
    arguments: [
      ("Payton II, Gary", "Gary Payton II", "garypaytonii"), ("Duke Jr., David", "David Duke Jr.", "daviddukejr"),
      ("Ivey, Jaden", "Jaden Ivey", "jadenivey"), ("  Jaylen   Brown ", "Jaylen Brown", "jaylenbrown"),
    ])
  func lastFirst(printed: String, text: String, key: String) throws {
    let name = try #require(PlayerName(printed))
    #expect(name.text == text)
    #expect(name.key.rawValue == key)
    #expect(name.personID == nil)
  }

  @Test("a person id glued to the front of a name is taken off and kept")
  func gluedID() throws {
    let name = try #require(PlayerName("1630552Jalen Johnson"))
    #expect(name.personID == 1_630_552)
    #expect(name.key.rawValue == "jalenjohnson")
    #expect(PlayerName("1630552") == nil)
    #expect(PlayerName("") == nil)
  }

  @Test(
    "a suffix is dropped from the end alone, and never a name",
    arguments: [
      ("timhardawayjr", "timhardaway"), ("garypaytonii", "garypayton"), ("robertwilliamsiii", "robertwilliams"),
      ("jadenivey", "jadenivey"), ("ivicazubac", "ivicazubac"), ("lukadoncic", "lukadoncic"), ("iii", "iii"),
    ])
  func withoutSuffix(key: String, short: String) throws {
    #expect(try #require(PlayerKey(rawValue: key)).withoutSuffix.rawValue == short)
  }
}
