import CLibPQ

/// The fields of an error or notice that the server, or libpq itself, reported.
package struct Diagnostics: Sendable {
    package var sqlState: SQLState?
    package var severity: String
    package var message: String
    package var detail: String?
    package var hint: String?
    package var context: String?
    package var schemaName: String?
    package var tableName: String?
    package var columnName: String?
    package var constraintName: String?
    /// The server function that raised it; unlike the message it is never translated.
    package var sourceFunction: String?

    init(result: OpaquePointer?) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        sqlState = field(DiagnosticField.sqlState).map(SQLState.init(rawValue:))
        severity = field(DiagnosticField.severity) ?? ""
        message = field(DiagnosticField.message) ?? String(cString: PQresultErrorMessage(result))
        detail = field(DiagnosticField.detail)
        hint = field(DiagnosticField.hint)
        context = field(DiagnosticField.context)
        schemaName = field(DiagnosticField.schemaName)
        tableName = field(DiagnosticField.tableName)
        columnName = field(DiagnosticField.columnName)
        constraintName = field(DiagnosticField.constraintName)
        sourceFunction = field(DiagnosticField.sourceFunction)
    }
}

/// Codes of `PQresultErrorField`; character macros are not imported as Int32.
enum DiagnosticField {
    static let severity = code("V")
    static let sqlState = code("C")
    static let message = code("M")
    static let detail = code("D")
    static let hint = code("H")
    static let context = code("W")
    static let schemaName = code("s")
    static let tableName = code("t")
    static let columnName = code("c")
    static let constraintName = code("n")
    static let sourceFunction = code("R")

    private static func code(_ character: Unicode.Scalar) -> Int32 { Int32(character.value) }
}
