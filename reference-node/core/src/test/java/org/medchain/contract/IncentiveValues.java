package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.Codec;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveArbitraries;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.VerdictRules;

/** Arbitrary values of the incentive game on the ledger, without meaning, and their codecs. */
final class IncentiveValues {
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Long> NATURAL = Arbitraries.longs().greaterOrEqual(1);
  private static final Arbitrary<Integer> INTS = Arbitraries.integers();
  private static final Arbitrary<Integer> CHUNKS =
      Arbitraries.integers().between(1, Chunk.MAX_COUNT);
  private static final Arbitrary<Integer> LEVELS =
      Arbitraries.integers().between(1, MembershipRules.MAX_LEVELS);

  private IncentiveValues() {}

  private static <T extends Operation> Codec<T> codec(
      Class<T> type, Arbitrary<T> values, Function<Decoder, T> reader) {
    return new Codec<>(type, values, reader);
  }

  private static Arbitrary<Chunk> chunks() {
    return DataArbitraries.bytes(1, 40).map(Chunk::new);
  }

  private static List<Codec<? extends Operation>> operationCodecs() {
    Arbitrary<IncentiveOperation.RevealTrap> reveals =
        Combinators.combine(HASHES, FLAGS, HASHES).as(IncentiveOperation.RevealTrap::new);
    List<Codec<? extends Operation>> codecs = new ArrayList<>(storageCodecs());
    codecs.addAll(
        List.of(
            codec(
                IncentiveOperation.Vote.class,
                Combinators.combine(HASHES, FLAGS).as(IncentiveOperation.Vote::new),
                IncentiveOperation.Vote::decode),
            codec(
                IncentiveOperation.Evaluate.class,
                Combinators.combine(HASHES, FLAGS).as(IncentiveOperation.Evaluate::new),
                IncentiveOperation.Evaluate::decode),
            codec(
                IncentiveOperation.SetTrap.class,
                HASHES.map(IncentiveOperation.SetTrap::new),
                IncentiveOperation.SetTrap::decode),
            codec(
                IncentiveOperation.RevealTrap.class,
                reveals,
                IncentiveOperation.RevealTrap::decode),
            codec(
                IncentiveOperation.BuyLevel.class,
                LEVELS.map(IncentiveOperation.BuyLevel::new),
                IncentiveOperation.BuyLevel::decode),
            codec(
                IncentiveOperation.Redeem.class,
                NATURAL.map(IncentiveOperation.Redeem::new),
                IncentiveOperation.Redeem::decode),
            codec(
                IncentiveOperation.PayVoucher.class,
                HASHES.map(IncentiveOperation.PayVoucher::new),
                IncentiveOperation.PayVoucher::decode),
            codec(
                IncentiveOperation.Leave.class,
                Arbitraries.just(new IncentiveOperation.Leave()),
                IncentiveOperation.Leave::decode),
            codec(
                IncentiveOperation.Settle.class,
                KEYS.map(IncentiveOperation.Settle::new),
                IncentiveOperation.Settle::decode)));
    codecs.addAll(
        List.of(
            codec(
                IncentiveOperation.Freeze.class,
                KEYS.map(IncentiveOperation.Freeze::new),
                IncentiveOperation.Freeze::decode),
            codec(
                IncentiveOperation.Thaw.class,
                KEYS.map(IncentiveOperation.Thaw::new),
                IncentiveOperation.Thaw::decode),
            codec(
                IncentiveOperation.ChangeRules.class,
                Combinators.combine(NATURAL, IncentiveArbitraries.incentives())
                    .as(IncentiveOperation.ChangeRules::new),
                IncentiveOperation.ChangeRules::decode)));
    return codecs;
  }

  private static List<Codec<? extends Operation>> storageCodecs() {
    return List.of(
        codec(
            StorageOperation.Entrust.class,
            Combinators.combine(HASHES, KEYS, HASHES, CHUNKS).as(StorageOperation.Entrust::new),
            StorageOperation.Entrust::decode),
        codec(
            StorageOperation.Hold.class,
            HASHES.map(StorageOperation.Hold::new),
            StorageOperation.Hold::decode),
        codec(
            StorageOperation.Prove.class,
            Combinators.combine(HASHES, chunks(), DataArbitraries.inclusionProofs())
                .as(StorageOperation.Prove::new),
            StorageOperation.Prove::decode),
        codec(
            StorageOperation.ClaimMissed.class,
            Combinators.combine(HASHES, KEYS).as(StorageOperation.ClaimMissed::new),
            StorageOperation.ClaimMissed::decode),
        codec(
            StorageOperation.Release.class,
            Combinators.combine(HASHES, KEYS).as(StorageOperation.Release::new),
            StorageOperation.Release::decode));
  }

  /** Of each kind. */
  static Arbitrary<Operation> operations() {
    return Arbitraries.of(operationCodecs())
        .flatMap(codec -> codec.values().map(operation -> (Operation) operation));
  }

  /** Of each kind. */
  static Arbitrary<Event> events() {
    Arbitrary<IncentiveEvent.Service> services = Arbitraries.of(IncentiveEvent.Service.class);
    return Arbitraries.oneOf(
        Combinators.combine(HASHES, NUMBERS).as(IncentiveEvent.VerdictAwaited::new),
        Combinators.combine(HASHES, KEYS, FLAGS).as(IncentiveEvent.VoteCast::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(IncentiveEvent.RecordAccepted::new),
        Combinators.combine(HASHES, KEYS, FLAGS).as(IncentiveEvent.Evaluated::new),
        HASHES.map(IncentiveEvent.TrapSet::new),
        Combinators.combine(HASHES, FLAGS).as(IncentiveEvent.TrapRevealed::new),
        Combinators.combine(KEYS, services, HASHES, NUMBERS).as(IncentiveEvent.Rewarded::new),
        Combinators.combine(KEYS, services, HASHES, NUMBERS, NUMBERS)
            .as(IncentiveEvent.Penalised::new),
        Combinators.combine(KEYS, NUMBERS).as(IncentiveEvent.BondPosted::new),
        Combinators.combine(HASHES, KEYS, HASHES, INTS).as(IncentiveEvent.Entrusted::new),
        Combinators.combine(HASHES, KEYS).as(IncentiveEvent.HoldingAccepted::new),
        Combinators.combine(HASHES, KEYS).as(IncentiveEvent.HoldingEnded::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(IncentiveEvent.AuditAnswered::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(IncentiveEvent.AuditMissed::new),
        Combinators.combine(KEYS, INTS, NUMBERS, NUMBERS).as(IncentiveEvent.LevelBought::new),
        Combinators.combine(HASHES, KEYS, NUMBERS, NUMBERS).as(IncentiveEvent.Redeemed::new),
        HASHES.map(IncentiveEvent.VoucherPaid::new),
        Combinators.combine(KEYS, NUMBERS).as(IncentiveEvent.Left::new),
        Combinators.combine(KEYS, HASHES, NUMBERS, NUMBERS).as(IncentiveEvent.Settled::new),
        KEYS.map(IncentiveEvent.Frozen::new),
        KEYS.map(IncentiveEvent.Thawed::new),
        Combinators.combine(NUMBERS, IncentiveArbitraries.incentives())
            .as(IncentiveEvent.RulesOrdered::new));
  }

  private static Arbitrary<Verification.Seat> seats() {
    return Combinators.combine(KEYS, Arbitraries.of(Opinion.class)).as(Verification.Seat::new);
  }

  private static Arbitrary<Verification> verifications() {
    Arbitrary<List<Verification.Seat>> lists = seats().list().ofMaxSize(4);
    Arbitrary<VerdictRules> rules =
        IncentiveArbitraries.verdicts().filter(each -> each.verifiers() >= 4);
    return Combinators.combine(rules, NUMBERS, lists, INTS, INTS, FLAGS).as(Verification::new);
  }

  /** Every encodable type of the incentive game in this layer. */
  static List<Codec<?>> codecs() {
    List<Codec<?>> codecs = new ArrayList<>(operationCodecs());
    codecs.add(new Codec<>(Chunk.class, chunks(), Chunk::decode));
    codecs.add(new Codec<>(Verification.Seat.class, seats(), Verification.Seat::decode));
    codecs.add(new Codec<>(Verification.class, verifications(), Verification::decode));
    codecs.add(
        new Codec<>(
            Voucher.class,
            Combinators.combine(KEYS, NUMBERS, FLAGS).as(Voucher::new),
            Voucher::decode));
    codecs.add(
        new Codec<>(
            Departure.class,
            Combinators.combine(NUMBERS, NUMBERS, FLAGS).as(Departure::new),
            Departure::decode));
    codecs.add(
        new Codec<>(
            HeldLevel.class,
            Combinators.combine(INTS, NUMBERS).as(HeldLevel::new),
            HeldLevel::decode));
    codecs.add(
        new Codec<>(
            Holding.class,
            Combinators.combine(HASHES, INTS, FLAGS, NUMBERS).as(Holding::new),
            Holding::decode));
    codecs.add(
        new Codec<>(
            AuditRound.class,
            Combinators.combine(NUMBERS, NUMBERS, HASHES).as(AuditRound::new),
            AuditRound::decode));
    codecs.add(
        new Codec<>(
            Score.class,
            Combinators.combine(NUMBERS, NUMBERS, NUMBERS).as(Score::new),
            Score::decode));
    codecs.add(
        new Codec<>(
            Position.class,
            Combinators.combine(KEYS, ContractArbitraries.types()).as(Position::new),
            Position::decode));
    return codecs;
  }
}
