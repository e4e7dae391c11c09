package org.medchain.contract.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.medchain.contract.directives.AppointDelegate;
import org.medchain.contract.directives.DirectiveEvents;
import org.medchain.contract.directives.DirectiveTerms;
import org.medchain.contract.directives.EndDelegation;
import org.medchain.contract.directives.IssueDirective;
import org.medchain.contract.directives.Purpose;
import org.medchain.contract.directives.ReadRecord;
import org.medchain.contract.directives.RevokeDirective;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.PublicKey;

/** Consent that makes sense: of an owner, for some time, about its records. */
final class ConsentHints {
  private static final List<Role> READERS =
      List.of(Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH, Role.INSURER);

  private ConsentHints() {}

  static void addTo(
      BiConsumer<OperationType<?>, Function<FuzzWorld, Optional<OperationDraft>>> hints) {
    hints.accept(IssueDirective.TYPE, ConsentHints::issue);
    hints.accept(RevokeDirective.TYPE, ConsentHints::revoke);
    hints.accept(AppointDelegate.TYPE, ConsentHints::appoint);
    hints.accept(EndDelegation.TYPE, ConsentHints::end);
    hints.accept(ReadRecord.TYPE, ConsentHints::read);
    hints.accept(ReplaceKey.TYPE, ConsentHints::replace);
  }

  private static PublicKey owner(FuzzWorld world) {
    return world.active(List.of(Role.PATIENT));
  }

  /** Block times are a second apart; a few blocks, many, or over. */
  private static long untilMs(FuzzWorld world) {
    return 1_600_000_000_000L + 1_000L * (world.height + world.random.nextInt(60) - 3);
  }

  private static Optional<OperationDraft> issue(FuzzWorld world) {
    PublicKey owner = owner(world);
    return world
        .values
        .of(DirectiveTerms.class, Map.of("owner", owner))
        .map(
            terms ->
                new OperationDraft(
                    actor(world, terms.owner()), new IssueDirective(terms, untilMs(world))));
  }

  /** The owner, or now and then who was said to act for another. */
  private static PublicKey actor(FuzzWorld world, PublicKey owner) {
    return world.random.nextInt(3) > 0
        ? owner
        : world
            .recent(DirectiveEvents.DelegateAppointed.class)
            .map(DirectiveEvents.DelegateAppointed::delegate)
            .orElse(owner);
  }

  private static Optional<OperationDraft> revoke(FuzzWorld world) {
    return world
        .recent(DirectiveEvents.DirectiveIssued.class)
        .map(
            each ->
                new OperationDraft(
                    actor(world, each.terms().owner()), new RevokeDirective(each.directive())));
  }

  private static Optional<OperationDraft> appoint(FuzzWorld world) {
    PublicKey owner = owner(world);
    PublicKey delegate = world.key();
    return owner.equals(delegate)
        ? Optional.empty()
        : Optional.of(
            new OperationDraft(
                world.random.nextBoolean() ? owner : world.active(List.of(Role.REGULATORY_CENTER)),
                new AppointDelegate(owner, delegate, untilMs(world))));
  }

  private static Optional<OperationDraft> end(FuzzWorld world) {
    return world
        .recent(DirectiveEvents.DelegateAppointed.class)
        .map(
            each ->
                new OperationDraft(
                    world.random.nextBoolean() ? each.owner() : each.delegate(),
                    new EndDelegation(each.owner(), each.delegate())));
  }

  private static Optional<OperationDraft> read(FuzzWorld world) {
    Purpose[] all = Purpose.values();
    return Optional.of(
        new OperationDraft(
            world.random.nextInt(3) == 0 ? world.key() : world.active(READERS),
            new ReadRecord(world.hash(), all[world.random.nextInt(all.length)])));
  }

  /** Of anybody but the center, by a key that is in no use, mostly. */
  private static Optional<OperationDraft> replace(FuzzWorld world) {
    PublicKey participant =
        world.active(List.of(Role.PATIENT, Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH));
    PublicKey named =
        world.random.nextBoolean() ? participant : KeyNames.current(world.state, participant);
    return Optional.of(
        new OperationDraft(
            world.active(List.of(Role.REGULATORY_CENTER)), new ReplaceKey(named, world.key())));
  }
}
