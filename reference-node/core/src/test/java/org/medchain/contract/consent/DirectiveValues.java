package org.medchain.contract.consent;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Arbitrary values about consent, without meaning, and their codecs. */
public final class DirectiveValues {
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
  private static final Arbitrary<Purpose> PURPOSES = Arbitraries.of(Purpose.class);
  private static final Arbitrary<ReadAnswer> ANSWERS = Arbitraries.of(ReadAnswer.class);

  private DirectiveValues() {}

  private static Arbitrary<DirectiveScope> scopes() {
    return Arbitraries.oneOf(
        HASHES.map(DirectiveScope.OneRecord::new),
        DataArbitraries.texts(8).filter(text -> !text.isEmpty()).map(DirectiveScope.OfType::new),
        Arbitraries.just(new DirectiveScope.AllRecords()));
  }

  private static Arbitrary<Grantee> grantees() {
    return Arbitraries.oneOf(
        KEYS.map(Grantee.Party::new),
        Arbitraries.of(OperationPermissions.PARTICIPANT.roles()).map(Grantee.AnyOf::new));
  }

  private static Arbitrary<DirectiveTerms> terms() {
    return Combinators.combine(KEYS, scopes(), grantees(), PURPOSES.filter(Purpose::mayBeGranted))
        .as(DirectiveTerms::new);
  }

  private static Arbitrary<AccessEntry> lines() {
    return Combinators.combine(
            NUMBERS,
            HASHES,
            KEYS,
            PURPOSES,
            ANSWERS,
            NUMBERS,
            Arbitraries.integers(),
            NUMBERS.list().ofSize(2))
        .as(
            (number, record, reader, purpose, answer, height, index, rest) ->
                new AccessEntry(
                    number,
                    record,
                    reader,
                    purpose,
                    answer,
                    height,
                    index,
                    rest.get(0),
                    rest.get(1)));
  }

  private static Arbitrary<AppointDelegate> appointments() {
    return Combinators.combine(KEYS.list().ofSize(2).uniqueElements(), NUMBERS)
        .as((keys, untilMs) -> new AppointDelegate(keys.get(0), keys.get(1), untilMs));
  }

  private static List<CodecCase<? extends Operation>> operationCodecs() {
    return List.of(
        new CodecCase<>(
            IssueDirective.class,
            Combinators.combine(terms(), NUMBERS).as(IssueDirective::new),
            IssueDirective.TYPE.reader()),
        new CodecCase<>(
            RevokeDirective.class, HASHES.map(RevokeDirective::new), RevokeDirective.TYPE.reader()),
        new CodecCase<>(AppointDelegate.class, appointments(), AppointDelegate.TYPE.reader()),
        new CodecCase<>(
            EndDelegation.class,
            Combinators.combine(KEYS, KEYS).as(EndDelegation::new),
            EndDelegation.TYPE.reader()),
        new CodecCase<>(
            ReadRecord.class,
            Combinators.combine(HASHES, PURPOSES.filter(Purpose::mayBeRead)).as(ReadRecord::new),
            ReadRecord.TYPE.reader()),
        new CodecCase<>(QuoteQuery.class, HASHES.map(QuoteQuery::new), QuoteQuery.TYPE.reader()));
  }

  /** Of each kind. */
  public static Arbitrary<Operation> operations() {
    return Arbitraries.of(operationCodecs())
        .flatMap(codec -> codec.values().map(operation -> (Operation) operation));
  }

  /** Of each kind. */
  public static Arbitrary<Event> events() {
    return Arbitraries.oneOf(
        Combinators.combine(HASHES, terms(), NUMBERS, KEYS).as(ConsentEvents.DirectiveIssued::new),
        Combinators.combine(HASHES, KEYS, KEYS).as(ConsentEvents.DirectiveRevoked::new),
        Combinators.combine(KEYS, KEYS, FLAGS, NUMBERS).as(ConsentEvents.DelegateAppointed::new),
        Combinators.combine(KEYS, KEYS).as(ConsentEvents.DelegationEnded::new),
        Combinators.combine(KEYS, lines()).as(ConsentEvents.ReadAnswered::new),
        Combinators.combine(HASHES, KEYS, KEYS, NUMBERS).as(ConsentEvents.GlassBroken::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(ConsentEvents.QueryQuoted::new));
  }

  /** Every encodable type of this module. */
  public static List<CodecCase<?>> codecs() {
    List<CodecCase<?>> codecs = new ArrayList<>(operationCodecs());
    codecs.add(
        new CodecCase<>(DirectiveScope.class, scopes(), Codec.of(DirectiveScope.class)::decode));
    codecs.add(new CodecCase<>(Grantee.class, grantees(), Codec.of(Grantee.class)::decode));
    codecs.add(
        new CodecCase<>(DirectiveTerms.class, terms(), Codec.of(DirectiveTerms.class)::decode));
    codecs.add(
        new CodecCase<>(
            ConsentDirective.class,
            Combinators.combine(terms(), NUMBERS, KEYS, NUMBERS).as(ConsentDirective::new),
            Codec.of(ConsentDirective.class)::decode));
    codecs.add(
        new CodecCase<>(
            Delegation.class,
            Combinators.combine(KEYS, FLAGS, NUMBERS).as(Delegation::new),
            Codec.of(Delegation.class)::decode));
    codecs.add(new CodecCase<>(AccessEntry.class, lines(), Codec.of(AccessEntry.class)::decode));
    codecs.add(
        new CodecCase<>(
            AccessTrail.class,
            Combinators.combine(NUMBERS, NUMBERS, HASHES).as(AccessTrail::new),
            Codec.of(AccessTrail.class)::decode));
    return codecs;
  }
}
