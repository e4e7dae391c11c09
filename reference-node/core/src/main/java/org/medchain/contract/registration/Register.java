package org.medchain.contract.registration;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * The regulatory center registers a key and gives it its initial points (paper §4 (1); CON-5;
 * decision 0120); of a doctor that it registered before, another hospital (CON-42).
 *
 * @param participant the key and its role
 */
@OperationRow(number = 1, name = "register", requirement = "CON-5")
public record Register(Participant participant) implements Operation {
  /** CON-5. */
  public static final OperationType<Register> TYPE =
      OperationType.of(Register.class, CENTER, 14, 6, 257);

  @Override
  public Result execute(Call call, WorldState state) {
    boolean known = Registration.isKnown(state, participant.key());
    // A role is permanent, so initial points are issued once for each key (INC-7).
    Outcome.ALREADY_REGISTERED.refuseIf(known && !moves(state));
    // CON-23: a consensus node's key may be revoked and never have been registered.
    Outcome.REVOKED.refuseIf(!known && Registration.isRevoked(state, participant.key()));
    Optional<PublicKey> hospital = participant.hospital();
    Outcome.NO_HOSPITAL.refuseIf(
        hospital.filter(it -> !Registration.isActive(state, it, Role.Duty.EMPLOY)).isPresent());
    if (known) {
      return Result.done(
          Registration.employ(state, participant),
          new RegistrationEvents.DoctorEmployed(participant.key(), hospital.orElseThrow()));
    }
    WorldState admitted =
        Registration.admit(state, participant).orElseThrow(Outcome.SUPPLY_EXHAUSTED::refusal);
    return Result.done(admitted, registered(state));
  }

  /** Whether it names another hospital of a doctor that is registered under this name. */
  private boolean moves(WorldState state) {
    PublicKey doctor = participant.key();
    return participant.role() == Role.DOCTOR
        && Registration.activeRole(state, doctor).equals(Optional.of(Role.DOCTOR))
        && !Registration.HOSPITALS.get(state, doctor).equals(participant.hospital());
  }

  /**
   * The keys that this block registered, those that replaced others included, as the states before
   * and after it show: they may have requests ordered from now on (CONS-14).
   */
  public static List<PublicKey> registeredBy(Block block, WorldState before, WorldState after) {
    return block.transactions().stream()
        .flatMap(Register::named)
        .distinct()
        .filter(key -> !Registration.isKnown(before, key))
        .filter(key -> Registration.isKnown(after, key))
        .toList();
  }

  private static Stream<PublicKey> named(Transaction transaction) {
    try {
      if (transaction.kind() == TYPE.number()) {
        Register register = Decoder.decode(transaction.body(), TYPE.reader());
        return Stream.of(register.participant().key());
      }
      return transaction.kind() == ReplaceKey.TYPE.number()
          ? Stream.of(Decoder.decode(transaction.body(), ReplaceKey.TYPE.reader()).successor())
          : Stream.empty();
    } catch (MalformedInput e) {
      return Stream.empty();
    }
  }

  private List<Event> registered(WorldState state) {
    PublicKey key = participant.key();
    long initial = state.rules().points().initialPoints();
    long bond = state.rules().identity().bond();
    List<Event> events = new ArrayList<>();
    events.add(new RegistrationEvents.Registered(key, participant.role(), initial));
    if (bond != 0) {
      events.add(new RegistrationEvents.BondPosted(key, bond));
    }
    participant
        .hospital()
        .ifPresent(it -> events.add(new RegistrationEvents.DoctorEmployed(key, it)));
    return events;
  }
}
