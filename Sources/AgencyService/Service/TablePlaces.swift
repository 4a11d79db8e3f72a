import Synchronization

/// How many tables may be under way for each database role: each holds a connection for as long as its reader takes.
final class TablePlaces: Sendable {
    private let most: Int
    private let taken = Mutex<[DatabaseRole: Int]>([:])

    init(_ most: Int) { self.most = most }

    /// A place, given back when nobody holds it any more.
    ///
    /// - Throws: `busy` if all are taken.
    func take(_ role: DatabaseRole) throws(Problem) -> Place {
        let isFree = taken.withLock { taken in
            guard taken[role, default: 0] < most else { return false }
            taken[role, default: 0] += 1
            return true
        }
        guard isFree else {
            throw Problem(.busy, "Too many tables are being read. Try again in a moment.", facts: ["retry_after": 5])
        }
        return Place(self, role)
    }

    final class Place: Sendable {
        private let places: TablePlaces
        private let role: DatabaseRole

        fileprivate init(_ places: TablePlaces, _ role: DatabaseRole) {
            self.places = places
            self.role = role
        }

        deinit { places.taken.withLock { $0[role, default: 1] -= 1 } }
    }
}
