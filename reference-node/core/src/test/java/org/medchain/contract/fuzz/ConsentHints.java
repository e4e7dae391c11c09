package org.medchain.contract.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.PublicKey;

/** Consent that makes sense: of an owner, for some time, about its records. */
final class ConsentHints {
  private static final List<Role> READERS =
      List.of(Role.DOCTOR, Role.HOSPITAL, Role.RESEARCH, Role.INSURER);

  static final List<Purpose> READ = Stream.of(Purpose.values()).filter(Purpose::mayBeRead).toList();

  /** Of directives to one reader: those that have a price or let offer more often. */
  private static final List<Purpose> DIRECT =
      List.of(Purpose.TREAT, Purpose.HRESCH, Purpose.HMARKT, Purpose.DISCLOSE, Purpose.DISCLOSE);

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

  /** Now and then about a record that came in, to one who reads or offers: so they meet. */
  private static Optional<OperationDraft> issue(FuzzWorld world) {
    Optional<DirectiveTerms> direct = world.random.nextBoolean() ? Optional.empty() : direct(world);
    if (direct.isPresent()) {
      return direct.map(
          terms -> new OperationDraft(terms.owner(), new IssueDirective(terms, untilMs(world))));
    }
    PublicKey owner = owner(world);
    return world
        .values
        .of(DirectiveTerms.class, Map.of("owner", owner))
        .map(
            terms ->
                new OperationDraft(
                    actor(world, terms.owner()), new IssueDirective(terms, untilMs(world))));
  }

  private static Optional<DirectiveTerms> direct(FuzzWorld world) {
    Grantee grantee = new Grantee.Party(world.active(READERS));
    Purpose purpose = DIRECT.get(world.random.nextInt(DIRECT.size()));
    return world
        .recent(RecordEvents.RecordAccepted.class)
        .map(RecordEvents.RecordAccepted::record)
        .or(
            () ->
                world
                    .recent(RecordEvents.RecordStored.class)
                    .map(RecordEvents.RecordStored::record))
        .flatMap(
            id ->
                world
                    .record(id)
                    .map(
                        record ->
                            new DirectiveTerms(
                                record.owner(),
                                new DirectiveScope.OneRecord(id),
                                grantee,
                                purpose)));
  }

  /** The owner, or now and then who was said to act for another. */
  private static PublicKey actor(FuzzWorld world, PublicKey owner) {
    return world.random.nextInt(3) > 0
        ? owner
        : world
            .recent(ConsentEvents.DelegateAppointed.class)
            .map(ConsentEvents.DelegateAppointed::delegate)
            .orElse(owner);
  }

  private static Optional<OperationDraft> revoke(FuzzWorld world) {
    return world
        .recent(ConsentEvents.DirectiveIssued.class)
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
        .recent(ConsentEvents.DelegateAppointed.class)
        .map(
            each ->
                new OperationDraft(
                    world.random.nextBoolean() ? each.owner() : each.delegate(),
                    new EndDelegation(each.owner(), each.delegate())));
  }

  /** Half of them by a permitted reader. */
  private static Optional<OperationDraft> read(FuzzWorld world) {
    Optional<DirectiveTerms> allowed =
        world
            .recent(ConsentEvents.DirectiveIssued.class)
            .map(ConsentEvents.DirectiveIssued::terms)
            .filter(terms -> terms.purpose().mayBeRead() && world.random.nextBoolean());
    if (allowed.isPresent()
        && allowed.get().grantee() instanceof Grantee.Party party
        && allowed.get().scope() instanceof DirectiveScope.OneRecord one) {
      return Optional.of(
          new OperationDraft(party.key(), new ReadRecord(one.record(), allowed.get().purpose())));
    }
    return Optional.of(
        new OperationDraft(
            world.random.nextInt(3) == 0 ? world.key() : world.active(READERS),
            new ReadRecord(world.hash(), READ.get(world.random.nextInt(READ.size())))));
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
