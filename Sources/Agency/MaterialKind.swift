/// What a candidate adds after an interview (T11).
package enum MaterialKind: String, CaseIterable, Codable, Sendable {
    /// A link, a certificate or something else that was promised.
    case material
    /// Information that came to mind later.
    case laterThought = "later_thought"
}
