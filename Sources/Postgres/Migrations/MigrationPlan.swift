/// A migration as the database remembers it.
package struct AppliedMigration: Sendable, Equatable {
    package let number: Int
    package let name: String
    package let checksum: String
    /// As the server writes it, in UTC.
    package let appliedAt: String

    package init(number: Int, name: String, checksum: String, appliedAt: String = "") {
        self.number = number
        self.name = name
        self.checksum = checksum
        self.appliedAt = appliedAt
    }
}

/// The difference between files and database, or the reason why there must not be one.
package struct MigrationPlan: Sendable, Equatable {
    package let pending: [MigrationFile]

    package init(files: [MigrationFile], applied: [AppliedMigration]) throws(MigrationError) {
        let files = files.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
        for (first, second) in zip(files, files.dropFirst()) where first.number == second.number {
            throw .duplicateNumber(first.number, names: [first.fileName, second.fileName])
        }
        let highestFile = files.last?.number ?? 0
        let highestApplied = applied.map(\.number).max() ?? 0
        if highestApplied > highestFile {
            throw .databaseNewer(highestApplied: highestApplied, highestFile: highestFile)
        }
        let byNumber = Dictionary(files.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for old in applied.sorted(by: { $0.number < $1.number }) {
            guard let file = byNumber[old.number] else { throw .missing(number: old.number, name: old.name) }
            if file.checksum != old.checksum {
                throw .edited(
                    fileName: file.fileName, appliedChecksum: old.checksum, fileChecksum: file.checksum)
            }
        }
        let done = Set(applied.map(\.number))
        pending = files.filter { !done.contains($0.number) }
        if let first = pending.first, first.number < highestApplied {
            throw .outOfOrder(fileName: first.fileName, highestApplied: highestApplied)
        }
    }
}
