package org.medchain.contract.engine;

import java.util.Optional;
import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * A legitimate member of the chain: a key that the regulatory center has registered (paper §4 (1)).
 *
 * @param key the name
 * @param role what it is; not the regulatory center, which registers itself nowhere
 * @param hospital only of a doctor: the name of its employer (CON-42)
 */
public record Participant(PublicKey key, Role role, Optional<PublicKey> hospital)
    implements Encodable {
  /** The least encoded length in bytes. */
  public static final int SIZE = PublicKey.SIZE + 1;

  /** The hospital is encoded only for a doctor. */
  public static final Codec<Participant> CODEC = Codec.written(SIZE, Participant::decode);

  /** Refuses a second center, and a doctor without a hospital. */
  public Participant {
    Argument.refuseIf(
        role == Role.REGULATORY_CENTER, "only the genesis state sets the regulatory center");
    Argument.refuseIf(
        (role == Role.DOCTOR) != hospital.isPresent(),
        "a doctor, and nobody else, belongs to a hospital");
  }

  /** One that is not a doctor. */
  public Participant(PublicKey key, Role role) {
    this(key, role, Optional.empty());
  }

  /** One of any role; a doctor belongs to this hospital. */
  public static Participant of(PublicKey key, Role role, PublicKey hospital) {
    return new Participant(
        key, role, role == Role.DOCTOR ? Optional.of(hospital) : Optional.empty());
  }

  private static Participant decode(Decoder in) {
    PublicKey key = PublicKey.decode(in);
    Role role = Codec.of(Role.class).decode(in);
    return new Participant(
        key, role, role == Role.DOCTOR ? Optional.of(PublicKey.decode(in)) : Optional.empty());
  }

  @Override
  public void encode(Encoder out) {
    out.value(key).uint8(role.code());
    hospital.ifPresent(out::value);
  }
}
