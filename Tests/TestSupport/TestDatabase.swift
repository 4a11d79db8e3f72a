import Foundation
import Postgres
import Synchronization

/// A database of one test's own, cloned from a template and dropped afterwards: commits, notifications and several
/// connections are all real in it.
package final class TestDatabase: Sendable {
    package let name: String
    /// As the superuser, who passes every policy; tests look at the truth with it.
    package let url: String
    package let superuser: PostgresPool
    let cleanUp = Mutex<[@Sendable () async -> Void]>([])

    private static let lastNumber = Atomic<Int>(0)

    fileprivate init(clonedFrom template: TemplateDatabase) async throws {
        let source = try await template.name()
        let number = Self.lastNumber.add(1, ordering: .relaxed).newValue
        name = "liaison_t_\(getpid())_\(number)"
        let name = name
        try await TestCluster.maintenance.value.withConnection { try await $0.clone(source, as: name) }
        url = try TestCluster.url(database: name)
        var configuration = try PoolConfiguration(url: url)
        configuration.maximumConnections = 3
        configuration.acquireDeadline = .seconds(30)
        // What a test writes past the service happens at the same time as what it does through it.
        configuration.sessionSettings["liaison.now"] = Cast.now
        superuser = PostgresPool(name: name, configuration: configuration, logger: TestCluster.quietLogger)
    }

    /// The URL as one of the login roles.
    package func url(as role: String) throws -> String { try TestCluster.url(database: name, user: role) }

    /// Runs SQL text of any number of statements as the superuser, in one transaction.
    package func execute(_ text: String) async throws {
        try await superuser.withConnection { try await $0.simple(text) }
    }

    /// The rows of one statement as the superuser.
    @discardableResult
    package func query(_ sql: SQL) async throws -> QueryResult {
        try await superuser.withConnection { try await $0.query(sql) }
    }

    /// The single value of one statement as the superuser.
    package func value<Value: PostgresDecodable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value {
        guard let row = try await query(sql).first else { throw TestSupportError("no row: \(sql.text)") }
        return try row.get(0)
    }

    /// Runs before the database goes: close here what is connected to it.
    package func atEnd(_ action: @escaping @Sendable () async -> Void) {
        cleanUp.withLock { $0.append(action) }
    }

    fileprivate func drop() async throws {
        let actions = cleanUp.withLock { $0 }
        for action in actions.reversed() { await action() }
        await superuser.close()
        let text = "drop database \(name) with (force)"
        try await TestCluster.maintenance.value.withConnection { try await $0.simple(text) }
    }
}

/// Lends a database of its own to `body`.
///
/// Tests run at once, and a server has only so many connections: others wait until one of eight places is free.
/// A test that needs a second database may ask for it inside of `body`.
@discardableResult
package func withDatabase<Result>(
    _ template: TemplateDatabase = .cast, _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
    if Places.isTaken { return try await lend(template, body) }
    await Places.shared.take()
    defer { Places.shared.giveBack() }
    return try await Places.$isTaken.withValue(true) { try await lend(template, body) }
}

private func lend<Result>(
    _ template: TemplateDatabase, _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
    let database = try await TestDatabase(clonedFrom: template)
    let result: Result
    do {
        result = try await body(database)
    } catch {
        try? await database.drop()
        throw error
    }
    try await database.drop()
    return result
}

/// A counted set of places with a queue.
final class Places: Sendable {
    static let shared = Places(8)
    /// Whether the running task has a place; a second one for the same test could wait for ever.
    @TaskLocal static var isTaken = false

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
