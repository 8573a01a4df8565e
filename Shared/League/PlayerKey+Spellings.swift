extension PlayerKey {
  /// Other spellings of players' names by the key that NBA.com's own gives: a first name in full, a nickname, a name of
  /// before a wedding. Names that differ by their suffix alone are found by ``withoutSuffix`` and do not stand here.
  public static let otherSpellings: [String: [String]] = [
    "alexsarr": ["alexandresarr"],
    "bamadebayo": ["edriceadebayo"],
    "bjbostonjr": ["brandonbostonjr", "brandonboston", "bjboston"],
    "boneshyland": ["nahshonhyland"],
    "bubcarrington": ["carltoncarrington"],
    "camthomas": ["cameronthomas"],
    "didilouzada": ["marcoslouzadasilva", "didilouzadasilva"],
    "herbertjones": ["herbjones"],
    "kjmartin": ["kenyonmartinjr", "kenyonmartin"],
    "mobamba": ["mohamedbamba"],
    "nicclaxton": ["nicolasclaxton"],
    "rjnembhardjr": ["rubennembhard", "rubennembhardjr", "rjnembhard"],
    "ronaldhollandii": ["ronholland"],
    "svimykhailiuk": ["sviatoslavmykhailiuk"],
    "vincewilliamsjr": ["vincentwilliamsjr", "vincentwilliams"],
  ]
}
