package org.medchain.contract;

import java.math.BigInteger;
import java.util.List;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.attestation.AttestationEvents;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.Deal;
import org.medchain.contract.datasharing.DealEvents;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Service;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchEvents;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.contract.storageproof.AuditEvents;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.VerdictEvents;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.ScoreRules;
import org.medchain.incentive.VerdictRules;

/** One value of every operation and of every event, always the same. */
final class ContractSamples {
  /** Every rule is on. */
  static final IncentiveRules RULES =
      IncentiveRules.of(new PointRules(40, 10, 25, 7, 8_000))
          .with(new VerdictRules(3, 2, 2, 8, 3, 4, 5, 6))
          .with(new IdentityRules(15, true))
          .with(
              new MembershipRules(
                  List.of(
                      new MembershipRules.MembershipLevel(5, 6, 3_000),
                      new MembershipRules.MembershipLevel(9, 4, 10_000))))
          .with(new AuditRules(5, 3, 2, 9, new ScoreRules(-1, 40, 1)))
          .with(new RedemptionRules(500, 8));

  /** Another set of rules: the center decides on records, and hardly any other rule is on. */
  static final IncentiveRules PLAIN = IncentiveRules.of(new PointRules(40, 10, 25, 7, 8_000));

  /** Three chunks, of which the last is short. */
  static final List<Chunk> FILE = Chunk.of(Bytes.of(new byte[2 * Chunk.MAX_SIZE + 7]));

  static final MerkleTree TREE = MerkleTree.of(FILE);

  private static final Hash RECORD = Hash.of(Bytes.utf8("record"));
  private static final Hash OTHER = Hash.of(Bytes.utf8("other"));
  private static final PublicKey ONE = key("one");
  private static final PublicKey TWO = key("two");
  private static final List<Hash> BOTH = List.of(RECORD, OTHER);
  private static final List<RevocationEntry> REVOKED =
      List.of(
          new RevocationEntry(
              BigInteger.valueOf(255), ONE, RevocationReason.PRIVILEGE_WITHDRAWN, true));

  private static final DirectiveTerms TERMS =
      new DirectiveTerms(
          ONE, new DirectiveScope.OfType("image"), new Grantee.AnyOf(Role.DOCTOR), Purpose.TREAT);

  private static final IndexEntry ENTRY =
      new IndexEntry(OTHER, Bytes.of(new byte[IndexEntry.VALUE_SIZE]));

  private static final Bytes SEARCH_KEY = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);

  private static final RequestTerms REQUEST = new RequestTerms("image", 9, 13, 1_700_000_000_000L);

  private ContractSamples() {}

  private static PublicKey key(String name) {
    KeyPair keys = TestChain.keys(name);
    return keys.publicKey();
  }

  static List<Operation> operations() {
    return List.of(
        new Register(Participant.of(ONE, Role.DOCTOR, TWO)),
        new UploadRecord(TestChain.record(TestChain.PATIENT, "image", 7)),
        new JudgeRecord(RECORD),
        new OfferRecords("image", 12, BOTH),
        new DemandRecords(ONE, "image", 3, 13),
        new Withdraw(ONE, "image"),
        new ChangeMembers(new MemberChange.Replace(ONE, TWO)),
        new AskBalance(),
        new QuoteQuery(RECORD),
        new CastVote(RECORD, true),
        new EvaluateRecord(RECORD, false),
        new SetTrap(OTHER),
        new RevealTrap(RECORD, true, OTHER),
        new EntrustFile(RECORD, ONE, OTHER, 5),
        new HoldFile(RECORD),
        new ProveStorage(RECORD, FILE.get(1), TREE.proof(1)),
        new ClaimMissed(RECORD, ONE),
        new ReleaseFile(RECORD, ONE),
        new BuyLevel(2),
        new RedeemPoints(17),
        new PayVoucher(OTHER),
        new LeaveChain(),
        new SettleExit(ONE),
        new FreezeAccount(ONE),
        new ThawAccount(ONE),
        new ChangeRules(9, RULES),
        new RevokeCertificates(3, OTHER, REVOKED),
        new Opaque(Bytes.utf8("opaque")),
        new AttestRecord(RECORD),
        new IssueDirective(TERMS, 1_700_000_000_000L),
        new RevokeDirective(TERMS.id()),
        new AppointDelegate(ONE, TWO, 1_700_000_000_000L),
        new EndDelegation(ONE, TWO),
        new ReadRecord(RECORD, Purpose.TREAT),
        new ReplaceKey(ONE, TWO),
        new UpdateIndex(1, 3, List.of(ENTRY), Bytes.utf8("sealed line")),
        new DelegateSearch(ONE, 1_700_000_000_000L, 1, SEARCH_KEY),
        new EndSearchDelegation(ONE, TWO),
        new BillSearch(ONE, RECORD),
        new ClearIndex(5),
        new RequestData(REQUEST),
        new EndRequest(OTHER),
        new DraftDeal(OTHER, ONE, 3),
        new SignDeal(OTHER),
        new EndDeal(OTHER));
  }

  static List<Event> events() {
    return List.of(
        new RegistrationEvents.Registered(ONE, Role.DOCTOR, 100),
        new RegistrationEvents.DoctorEmployed(ONE, TWO),
        new RecordEvents.RecordStored(RECORD, ONE, 10),
        new RecordEvents.RecordFoundFalse(RECORD, 20, 5),
        new TradeEvents.OfferOpened(ONE, "image", 12, BOTH),
        new TradeEvents.OfferClosed(ONE, "image"),
        new TradeEvents.AgreementConcluded(OTHER, ONE, TWO, 2, 24),
        new TradeEvents.AgreementTriggered(OTHER, TWO, 24, BOTH),
        new TradeEvents.AgreementDissolved(OTHER, TWO),
        new CenterEvents.MembersChanged(List.of(ONE, TWO)),
        new RegistrationEvents.BalanceTold(ONE, Role.RESEARCH, 42),
        new ConsentEvents.QueryQuoted(RECORD, ONE, 7),
        new VerdictEvents.VerdictAwaited(RECORD, 20),
        new VerdictEvents.VoteCast(RECORD, ONE, false),
        new RecordEvents.RecordAccepted(RECORD, ONE, 10),
        new VerdictEvents.Evaluated(RECORD, ONE, true),
        new VerdictEvents.TrapSet(OTHER),
        new VerdictEvents.TrapRevealed(RECORD, true),
        new EconomyEvents.Rewarded(ONE, Service.TRAP, RECORD, 3),
        new EconomyEvents.Penalised(ONE, Service.AUDIT, RECORD, 3, 1),
        new RegistrationEvents.BondPosted(ONE, 15),
        new AuditEvents.Entrusted(RECORD, ONE, OTHER, 5),
        new AuditEvents.HoldingAccepted(RECORD, ONE),
        new AuditEvents.HoldingEnded(RECORD, ONE),
        new AuditEvents.AuditAnswered(RECORD, ONE, 4),
        new AuditEvents.AuditMissed(RECORD, ONE, 2),
        new EconomyEvents.LevelBought(ONE, 1, 5, 30),
        new EconomyEvents.Redeemed(OTHER, ONE, 16, 1),
        new EconomyEvents.VoucherPaid(OTHER),
        new ExitEvents.Left(ONE, 50),
        new ExitEvents.Settled(ONE, OTHER, 30, 2),
        new CenterEvents.Frozen(ONE),
        new CenterEvents.Thawed(ONE),
        new CenterEvents.RulesOrdered(9, RULES),
        new RegistrationEvents.CertificatesRevoked(3, OTHER, REVOKED),
        new AttestationEvents.RecordAttested(RECORD, ONE, TWO),
        new ConsentEvents.DirectiveIssued(TERMS.id(), TERMS, 1_700_000_000_000L, ONE),
        new ConsentEvents.DirectiveRevoked(TERMS.id(), ONE, TWO),
        new ConsentEvents.DelegateAppointed(ONE, TWO, true, 1_700_000_000_000L),
        new ConsentEvents.DelegationEnded(ONE, TWO),
        new ConsentEvents.ReadAnswered(
            ONE,
            new AccessEntry(
                3, RECORD, TWO, Purpose.HRESCH, ReadAnswer.DIRECTIVE, 9, 1, 1_600_000_009_000L, 7)),
        new ConsentEvents.GlassBroken(RECORD, ONE, TWO, 4),
        new RegistrationEvents.KeyReplaced(ONE, ONE, TWO),
        new SearchEvents.IndexUpdated(ONE, 3, 1, 16),
        new SearchEvents.SearchDelegated(ONE, TWO, 1_700_000_000_000L, 1),
        new SearchEvents.SearchDelegationEnded(ONE, TWO, 2),
        new SearchEvents.SearchBilled(ONE, TWO, RECORD, 7),
        new SearchEvents.IndexCleared(ONE, 1, 3, 64),
        new DealEvents.DataRequested(OTHER, TWO, REQUEST),
        new DealEvents.RequestClosed(OTHER, TWO),
        new DealEvents.DealDrafted(RECORD, new Deal(OTHER, TWO, ONE, "image", 3, 12)),
        new DealEvents.DealSigned(RECORD, OTHER, ONE),
        new DealEvents.DealEnded(RECORD, OTHER, ONE, TWO),
        new EconomyEvents.QuotaBought(ONE, 3));
  }
}
