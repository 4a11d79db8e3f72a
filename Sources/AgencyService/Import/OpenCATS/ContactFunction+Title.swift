import Agency

extension ContactFunction {
    /// What somebody does in a hire, by the title that OpenCATS has for them.
    init(_ title: String?, decides: Bool) {
        let words = Set((title ?? "").lowercased().split { !$0.isLetter }.map(String.init))
        let isPersonnel =
            words.contains("hr") || words.contains("recruiter") || words.contains("recruiting")
            || words.contains("recruitment") || words.contains("talent") || words.contains("personnel")
            || words.isSuperset(of: ["human", "resources"])
        if decides || words.isSuperset(of: ["hiring", "manager"]) {
            self = .decisionMaker
        } else {
            self = isPersonnel ? .hr : .other
        }
    }
}
