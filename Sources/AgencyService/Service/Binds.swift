import Agency
import Postgres

extension CivilDate: PostgresBindable {
    package static var postgresOID: UInt32 { 1082 }
    package var postgresBind: PostgresBind { PostgresBind(oid: Self.postgresOID, bytes: Array(description.utf8)) }
}

extension Instant: PostgresBindable {
    package static var postgresOID: UInt32 { 1184 }
    package var postgresBind: PostgresBind { PostgresBind(oid: Self.postgresOID, bytes: Array(description.utf8)) }
}

/// Words of RULES.md stand in the database as they stand in the interface.
extension PostgresBindable where Self: RawRepresentable, RawValue == String {
    package static var postgresOID: UInt32 { PostgresType.inferred }
    package var postgresBind: PostgresBind { PostgresBind(text: rawValue) }
}

extension Role: PostgresBindable {}
extension Channel: PostgresBindable {}
extension ContactFunction: PostgresBindable {}
extension Decision: PostgresBindable {}
extension ContactMethod: PostgresBindable {}
extension ChaseKind: PostgresBindable {}
extension Stage: PostgresBindable {}
extension MaterialKind: PostgresBindable {}
extension FeeKind: PostgresBindable {}

extension PostgresBindable where Self: ConstrainedText {
    package static var postgresOID: UInt32 { PostgresType.inferred }
    package var postgresBind: PostgresBind { PostgresBind(text: value) }
}

extension ShortText: PostgresBindable {}
extension LongText: PostgresBindable {}
extension EmailAddress: PostgresBindable {}
extension PhoneNumber: PostgresBindable {}
extension TimeZoneName: PostgresBindable {}
extension CalendarName: PostgresBindable {}

extension CivilDate: PostgresDecodable {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) { self.init(isoBytes: text) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue == String {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) { self.init(rawValue: String(decoding: text, as: UTF8.self)) }
}

extension Channel: PostgresDecodable {}
extension Stage: PostgresDecodable {}
extension Role: PostgresDecodable {}
