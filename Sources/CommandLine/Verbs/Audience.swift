import Agency
import AgencyService

/// Whom the help is for: it shows what the signed-in role may do, and everything on request.
struct Audience: Sendable {
    enum Reader: Sendable, Equatable {
        case everybody
        case signedOut
        case signedIn(Role)
    }

    /// Who finds a verb in the help.
    enum Requirement: Sendable {
        case everybody
        /// The roles of an operation of the catalogue.
        case operation(String)
        /// Whoever runs the installation: nobody signed in yet, or an admin.
        case installer
    }

    let reader: Reader

    /// The audience of the parse or help under way.
    @TaskLocal static var current = Audience(reader: .everybody)

    func includes(_ requirement: Requirement) -> Bool {
        switch (reader, requirement) {
        case (.everybody, _), (_, .everybody), (.signedOut, .installer), (.signedIn(.admin), .installer): true
        case (_, .installer): false
        case (.signedOut, .operation(let name)): Catalogue.operation(named: name)?.description.effect == .signIn
        case (.signedIn(let role), .operation(let name)):
            Catalogue.operation(named: name).map {
                $0.description.effect != .signIn && $0.description.roles.contains(role)
            } ?? false
        }
    }

    /// What the help says of itself.
    var note: String {
        switch reader {
        case .everybody: ""
        case .signedOut: "Nobody is signed in: `liaison login EMAIL`. All commands: `liaison --help --all`."
        case .signedIn(let role):
            "Shown is what a \(role.rawValue) may do. All commands: `liaison --help --all`."
        }
    }
}
