package org.medchain.contract.registration;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Role;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Events of keys and certificates. */
public sealed interface RegistrationEvents extends Event {
  /**
   * A participant joined.
   *
   * @param key its name
   * @param role what it is
   * @param points issued to it
   */
  @Code(1)
  record Registered(PublicKey key, Role role, long points) implements RegistrationEvents {}

  /**
   * A participant read its own entry.
   *
   * @param key its name
   * @param role what it is
   * @param points in its account
   */
  @Code(13)
  record BalanceTold(PublicKey key, Role role, long points) implements RegistrationEvents {}

  /**
   * Points were bought with cash and are held as a bond.
   *
   * @param participant whose bond it is
   * @param points issued into it
   */
  @Code(23)
  record BondPosted(PublicKey participant, long points) implements RegistrationEvents {}

  /**
   * A doctor works for a hospital from now on (CON-42).
   *
   * @param doctor its name
   * @param hospital its name
   */
  @Code(80)
  record DoctorEmployed(PublicKey doctor, PublicKey hospital) implements RegistrationEvents {}

  /**
   * The center revoked certificates (CON-22).
   *
   * @param number of its revocation list
   * @param list hash of the X.509 list in DER
   * @param entries the entries that are new in this list
   */
  @Code(37)
  record CertificatesRevoked(long number, Hash list, List<RevocationEntry> entries)
      implements RegistrationEvents {
    public CertificatesRevoked {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A new key signs for a participant (CON-32).
   *
   * @param name of the participant, its first key
   * @param old the key that is refused from now on
   * @param successor the key that signs for it
   */
  @Code(45)
  record KeyReplaced(PublicKey name, PublicKey old, PublicKey successor)
      implements RegistrationEvents {}
}
