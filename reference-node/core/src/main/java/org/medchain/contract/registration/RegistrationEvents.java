package org.medchain.contract.registration;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Role;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to keys and certificates. */
public final class RegistrationEvents {
  private RegistrationEvents() {}

  /**
   * A participant joined.
   *
   * @param key its name
   * @param role what it is
   * @param points issued to it
   */
  @Code(1)
  public record Registered(PublicKey key, Role role, long points) implements Event {}

  /**
   * A participant read its own entry.
   *
   * @param key its name
   * @param role what it is
   * @param points in its account
   */
  @Code(13)
  public record BalanceTold(PublicKey key, Role role, long points) implements Event {}

  /**
   * Points were bought with cash and stand as a bond.
   *
   * @param participant whose bond it is
   * @param points issued into it
   */
  @Code(23)
  public record BondPosted(PublicKey participant, long points) implements Event {}

  /**
   * A doctor works for a hospital from now on (CON-42).
   *
   * @param doctor its name
   * @param hospital its name
   */
  @Code(80)
  public record DoctorEmployed(PublicKey doctor, PublicKey hospital) implements Event {}

  /**
   * The center revoked certificates (CON-22).
   *
   * @param number of its revocation list
   * @param list hash of the X.509 list in DER
   * @param entries the entries that are new in this list
   */
  @Code(37)
  public record CertificatesRevoked(long number, Hash list, List<RevocationEntry> entries)
      implements Event {
    /** Copies the list. */
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
  public record KeyReplaced(PublicKey name, PublicKey old, PublicKey successor) implements Event {}
}
