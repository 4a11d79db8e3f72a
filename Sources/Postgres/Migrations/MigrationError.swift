/// Why migrating was refused or failed, with the facts an operator needs.
package enum MigrationError: Error, Sendable, CustomStringConvertible {
    case unreadable(path: String)
    case badName(fileName: String)
    case duplicateNumber(Int, names: [String])
    /// An applied file was changed afterwards.
    case edited(fileName: String, appliedChecksum: String, fileChecksum: String)
    /// A file that was applied is gone, though later ones exist.
    case missing(number: Int, name: String)
    /// A new file has a lower number than one applied already.
    case outOfOrder(fileName: String, highestApplied: Int)
    /// The database was migrated by a newer version of the program.
    case databaseNewer(highestApplied: Int, highestFile: Int)
    /// Files wait to be applied.
    case pending(fileNames: [String])
    /// A file failed and was undone as a whole.
    case failed(fileName: String, PostgresError)
    /// A file ended the transaction that it runs in.
    case endsTransaction(fileName: String)

    package var description: String {
        switch self {
        case .unreadable(let path): "cannot read \(path)"
        case .badName(let fileName): "\(fileName) is not named NNNN_words.sql"
        case .duplicateNumber(let number, let names):
            "migration number \(number) is used twice: \(names.joined(separator: ", "))"
        case .edited(let fileName, let applied, let file):
            "\(fileName) was changed after it was applied (applied \(applied.prefix(12)), now \(file.prefix(12)))"
        case .missing(let number, let name): "migration \(number) \(name) is applied but its file is missing"
        case .outOfOrder(let fileName, let highest):
            "\(fileName) is new, but the database is at \(highest) already; give it a higher number"
        case .databaseNewer(let applied, let file):
            "the database is at migration \(applied), this program knows \(file): use a newer version of the program"
        case .pending(let fileNames): "migrations to be applied: \(fileNames.joined(separator: ", "))"
        case .failed(let fileName, let error): "\(fileName) failed and was undone: \(error.debugDescription)"
        case .endsTransaction(let fileName): "\(fileName) ends the transaction that it runs in"
        }
    }
}
