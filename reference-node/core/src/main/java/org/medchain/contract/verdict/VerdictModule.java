package org.medchain.contract.verdict;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.VerdictRules;

/** Decides on records, by verifiers or by the center. */
public final class VerdictModule extends ContractModule {
  public VerdictModule() {
    super(
        "verdict",
        List.of(
            JudgeRecord.TYPE, CastVote.TYPE, EvaluateRecord.TYPE, SetTrap.TYPE, RevealTrap.TYPE),
        List.of(VerdictEvents.class),
        List.of(
            Verdicts.VERIFICATIONS,
            Verdicts.OBTAINED,
            Verdicts.EVALUATED,
            Verdicts.TRAPS,
            Verdicts.RATINGS,
            Verifiers.TO_DRAW,
            Verifiers.TO_DRAW_COUNT));
  }

  /** Verifiers get their places in the order of their keys: that of the list has no meaning. */
  @Override
  public WorldState genesis(WorldState before, GenesisData data) {
    WorldState state = before;
    for (Participant each : data.participants()) {
      state = VerifierRoll.enlist(state, each.key(), each.role());
    }
    return state;
  }

  @Override
  public WorldState react(WorldState state, Call call, Event event, List<Event> events) {
    return switch (event) {
      case RegistrationEvents.Registered joined ->
          VerifierRoll.enlist(state, joined.key(), joined.role());
      case RegistrationEvents.CertificatesRevoked revoked -> revoked(state, revoked);
      case RegistrationEvents.KeyReplaced replaced -> back(state, replaced.name());
      case RecordEvents.RecordStored in
          when Records.find(state, in.record()).orElseThrow().isPending() ->
          Verdicts.await(state, call, in.record(), events);
      default -> state;
    };
  }

  /** A verifier that can vote no more is drawn no more (GAME-1). */
  private static WorldState revoked(
      WorldState before, RegistrationEvents.CertificatesRevoked event) {
    WorldState state = before;
    for (RevocationEntry each : event.entries()) {
      state = each.keyRevoked() ? struck(state, KeyNames.name(state, each.key())) : state;
    }
    return state;
  }

  /** A key that had been replaced before takes nothing from its participant. */
  private static WorldState struck(WorldState state, PublicKey name) {
    return Registration.activeRole(state, name).isPresent()
        ? state
        : VerifierRoll.strike(state, name);
  }

  /** CON-32: it can vote again, with its new key. */
  private static WorldState back(WorldState state, PublicKey name) {
    Role role = Registration.role(state, name).orElseThrow();
    return VerifierRoll.isEnlisted(state, name) ? state : VerifierRoll.enlist(state, name, role);
  }

  @Override
  public WorldState endBlock(WorldState state, long height, Hash block) {
    return Verifiers.draw(state, height, block);
  }

  /** Draws: for every record the places, and the seats with their verifiers. */
  @Override
  public WorkBound<Long> blockBound() {
    return WorkBound.<Long>of(1, 1, 0)
        .plusEach("record of the last block", new StateWork(4, 2, 102), Verifiers::toDraw)
        .plusEach(
            "verifier to draw for it",
            new StateWork(Verdicts.SEAT_READS, 0, 33),
            Verifiers::seatsToDraw);
  }

  @Override
  public List<ReactionBound> reactionBounds() {
    StateWork struck = new StateWork(9, 5, 91);
    return List.of(
        new ReactionBound(
            EventType.of(RegistrationEvents.Registered.class), new StateWork(1, 3, 91)),
        new ReactionBound(
            EventType.of(RegistrationEvents.CertificatesRevoked.class),
            struck.times(RevokeCertificates.MAX_ENTRIES)),
        new ReactionBound(
            EventType.of(RegistrationEvents.KeyReplaced.class), new StateWork(3, 3, 91)),
        new ReactionBound(
            EventType.of(RecordEvents.RecordStored.class),
            new StateWork(
                3 + Verdicts.DRAW_READS + Verdicts.SEAT_READS * VerdictRules.MAX_VERIFIERS,
                3,
                165)));
  }
}
