package org.medchain.contract.registration;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Role;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to keys and certificates. */
public final class RegistrationEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          Registered.TYPE,
          BalanceTold.TYPE,
          BondPosted.TYPE,
          DoctorEmployed.TYPE,
          CertificatesRevoked.TYPE,
          KeyReplaced.TYPE);

  private RegistrationEvents() {}

  /**
   * A participant joined.
   *
   * @param key its name
   * @param role what it is
   * @param points issued to it
   */
  public record Registered(PublicKey key, Role role, long points) implements Event {
    /** Its kind. */
    public static final EventType<Registered> TYPE =
        new EventType<>(
            1,
            Registered.class,
            in -> new Registered(PublicKey.decode(in), Role.decode(in), in.int64()));

    @Override
    public EventType<Registered> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(key).uint8(role.code()).int64(points);
    }
  }

  /**
   * A participant read its own entry.
   *
   * @param key its name
   * @param role what it is
   * @param points in its account
   */
  public record BalanceTold(PublicKey key, Role role, long points) implements Event {
    static final EventType<BalanceTold> TYPE =
        new EventType<>(
            13,
            BalanceTold.class,
            in -> new BalanceTold(PublicKey.decode(in), Role.decode(in), in.int64()));

    @Override
    public EventType<BalanceTold> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(key).uint8(role.code()).int64(points);
    }
  }

  /**
   * Points were bought with cash and stand as a bond.
   *
   * @param participant whose bond it is
   * @param points issued into it
   */
  public record BondPosted(PublicKey participant, long points) implements Event {
    static final EventType<BondPosted> TYPE =
        new EventType<>(
            23, BondPosted.class, in -> new BondPosted(PublicKey.decode(in), in.int64()));

    @Override
    public EventType<BondPosted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant).int64(points);
    }
  }

  /**
   * A doctor works for a hospital from now on (CON-42).
   *
   * @param doctor its name
   * @param hospital its name
   */
  public record DoctorEmployed(PublicKey doctor, PublicKey hospital) implements Event {
    static final EventType<DoctorEmployed> TYPE =
        new EventType<>(
            80,
            DoctorEmployed.class,
            in -> new DoctorEmployed(PublicKey.decode(in), PublicKey.decode(in)));

    @Override
    public EventType<DoctorEmployed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(doctor).value(hospital);
    }
  }

  /**
   * The center revoked certificates (CON-22).
   *
   * @param number of its revocation list
   * @param list hash of the X.509 list in DER
   * @param entries the entries that are new in this list
   */
  public record CertificatesRevoked(long number, Hash list, List<RevocationEntry> entries)
      implements Event {
    /** Its kind. */
    public static final EventType<CertificatesRevoked> TYPE =
        new EventType<>(
            37,
            CertificatesRevoked.class,
            in ->
                new CertificatesRevoked(
                    in.int64(),
                    in.hash(),
                    in.list(RevocationEntry.MIN_SIZE, RevocationEntry::decode)));

    /** Copies the list. */
    public CertificatesRevoked {
      entries = List.copyOf(entries);
    }

    @Override
    public EventType<CertificatesRevoked> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.int64(number).hash(list).list(entries);
    }
  }

  /**
   * A new key signs for a participant (CON-32).
   *
   * @param name of the participant, its first key
   * @param old the key that is refused from now on
   * @param successor the key that signs for it
   */
  public record KeyReplaced(PublicKey name, PublicKey old, PublicKey successor) implements Event {
    /** Its kind. */
    public static final EventType<KeyReplaced> TYPE =
        new EventType<>(45, KeyReplaced.class, KeyReplaced::decode);

    private static KeyReplaced decode(Decoder in) {
      return new KeyReplaced(PublicKey.decode(in), PublicKey.decode(in), PublicKey.decode(in));
    }

    @Override
    public EventType<KeyReplaced> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(name).value(old).value(successor);
    }
  }
}
