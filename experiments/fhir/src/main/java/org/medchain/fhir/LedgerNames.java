package org.medchain.fhir;

import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.medchain.client.consent.ConsentHistory;
import org.medchain.contract.engine.Role;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * What FHIR calls the things on a ledger: identifiers whose system names the chain, and references
 * by identifier, since no server holds the resources that they mean.
 *
 * @param chain the chain's id
 */
record LedgerNames(Hash chain) {
  static final String PARTICIPANT = "participant";
  static final String ROLE = "role";
  static final String RECORD = "record";
  static final String RECORD_TYPE = "record-type";
  static final String DIRECTIVE = "directive";
  static final String TRANSACTION = "transaction";
  static final String BLOCK = "block";
  static final String HEIGHT = "height";

  /** Height of the block and index in it, as in 120.3. */
  static final String PLACE = "place";

  /** The system of identifiers and codes that this chain gives meaning to. */
  String system(String kind) {
    return "urn:medchain:" + chain.toHex() + ":" + kind;
  }

  Identifier identifier(String kind, String value) {
    return new Identifier().setSystem(system(kind)).setValue(value);
  }

  Identifier place(long height, int index) {
    return identifier(PLACE, height + "." + index);
  }

  /** The chain itself, which notes who reads. */
  Reference ledger() {
    Identifier id = new Identifier().setSystem("urn:medchain:chain").setValue(chain.toHex());
    return reference("Device", id);
  }

  Reference patient(PublicKey owner) {
    return reference("Patient", identifier(PARTICIPANT, owner.value().toHex()));
  }

  /** Who did something of a history: its patient, or another participant. */
  Reference party(ConsentHistory history, PublicKey key) {
    return key.equals(history.owner()) ? patient(key) : participant(key, history.role(key));
  }

  /** Another participant, as what its role is; a patient who acts for another is no patient. */
  Reference participant(PublicKey key, Optional<Role> role) {
    Reference reference =
        new Reference().setIdentifier(identifier(PARTICIPANT, key.value().toHex()));
    role.flatMap(LedgerNames::resource).ifPresent(reference::setType);
    return reference;
  }

  private static Optional<String> resource(Role role) {
    return switch (role) {
      case PATIENT -> Optional.of("RelatedPerson");
      case DOCTOR -> Optional.of("Practitioner");
      case REGULATORY_CENTER -> Optional.empty();
      default -> Optional.of("Organization");
    };
  }

  /** All participants of a role. */
  Reference anyOf(Role role) {
    return reference("Group", identifier(ROLE, role.name()));
  }

  Reference record(Hash record) {
    return reference("DocumentReference", identifier(RECORD, record.toHex()));
  }

  private static Reference reference(String type, Identifier identifier) {
    return new Reference().setType(type).setIdentifier(identifier);
  }

  /** The same for the same words: a resource that is exported again has the same id (RFC 9562). */
  String uuid(String... words) {
    Encoder out = new Encoder().hash(chain);
    for (String each : words) {
      out.text(each);
    }
    Hash hash = Hash.of(out.toBytes());
    long version8 = (hash.w0() & ~0xf000L) | 0x8000L;
    long variant = (hash.w1() >>> 2) | Long.MIN_VALUE;
    return new UUID(version8, variant).toString();
  }
}
