package org.medchain.claims.majority;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.majority.ControlScenario.RightsOfOthers.Power;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.DraftDeal;
import org.medchain.contract.datasharing.EndDeal;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.SignDeal;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
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
import org.medchain.contract.search.UpdateIndex;
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
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** Has a sender of each role order every operation, and records what that changes for others. */
final class SingleControlExperiment {
  private static final String CLAIM = "no-single-control";

  private SingleControlExperiment() {}

  static void run(ClaimRun run) throws Exception {
    ControlScenario chain = new ControlScenario(run.seed(), run.count("control_nodes"));
    List<Operation> samples = OperationSamples.of(chain);
    Set<Power> seen = EnumSet.noneOf(Power.class);
    try (RawTable raw = run.raw(CLAIM, "operation, number, role, outcome, changed")) {
      for (Operation operation : samples) {
        for (Role role : Role.values()) {
          attempt(chain, operation, role, seen, raw);
        }
      }
    }
    report(run.figures(CLAIM), chain, samples.size(), seen);
  }

  private static void attempt(
      ControlScenario chain, Operation operation, Role role, Set<Power> seen, RawTable raw) {
    ControlScenario.OrderedAttempt attempt = chain.attempt(role, operation);
    seen.addAll(attempt.powers());
    raw.row(
        operation.type().name(),
        operation.type().number(),
        word(role),
        word(attempt.outcome()),
        attempt.powers().stream()
            .map(SingleControlExperiment::word)
            .collect(Collectors.joining(" ")));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void report(
      ClaimFigures figures, ControlScenario chain, int samples, Set<Power> seen) {
    long attempts = (long) samples * Role.values().length;
    figures.value(
        "single_key_powers",
        seen.size(),
        attempts,
        "of five: members, rules, participation, accounts, records of others");
    long centers =
        MedicalModules.REGISTRY.types().stream()
            .filter(type -> type.permissions().equals(OperationPermissions.CENTER))
            .count();
    figures.value(
        "center_only_operations",
        (double) centers,
        MedicalModules.REGISTRY.types().size(),
        "kinds of operation that the regulatory center alone may order");
    figures.value(
        "transactions_to_quorum",
        transactionsToQuorum(chain),
        chain.nodes().size(),
        "changes of the members until the center's own nodes are a quorum");
  }

  private static int transactionsToQuorum(ControlScenario chain) {
    WorldState state = chain.prepared();
    int ordered = 0;
    while (ownNodes(chain, state) < new QuorumSizes(chain.nodes().size()).size()) {
      state = chain.orderedByCenter(state, ordered, OperationSamples.replacement(chain, ordered));
      ordered++;
    }
    return ordered;
  }

  private static long ownNodes(ControlScenario chain, WorldState state) {
    List<PublicKey> before = chain.nodes();
    return ConsensusNodes.of(state).keys().stream().filter(key -> !before.contains(key)).count();
  }

  /** Every operation of the contract layer, aimed at others than its sender where it names any. */
  private static final class OperationSamples {
    private OperationSamples() {}

    /** One or more of each operation. */
    static List<Operation> of(ControlScenario chain) {
      Hash record = chain.ownersRecord();
      PublicKey owner = chain.named("owner");
      PublicKey hospital = chain.sender(Role.HOSPITAL);
      List<Chunk> file = Chunk.of(Bytes.utf8("synthetic file"));
      MerkleTree tree = MerkleTree.of(file);
      RevocationEntry revoked =
          new RevocationEntry(BigInteger.TWO, owner, RevocationReason.PRIVILEGE_WITHDRAWN, true);
      IncentiveRules others = IncentiveRules.of(chain.prepared().rules().points());
      Hash commitment = Hash.of(Bytes.utf8("commitment"));
      DirectiveTerms terms =
          new DirectiveTerms(
              owner, new DirectiveScope.AllRecords(), new Grantee.Party(hospital), Purpose.TREAT);
      List<Operation> samples =
          new ArrayList<>(
              List.of(
                  new Register(new Participant(chain.named("newcomer"), Role.HOSPITAL)),
                  new UploadRecord(chain.record("owner", "second")),
                  new UploadRecord(chain.record(chain.sender(Role.PATIENT), "third")),
                  new JudgeRecord(record),
                  new OfferRecords(ControlScenario.TYPE, 1, List.of(record)),
                  new DemandRecords(owner, ControlScenario.TYPE, 1, 1),
                  new Withdraw(owner, ControlScenario.TYPE),
                  replacement(chain, 0),
                  new AskBalance(),
                  new QuoteQuery(record),
                  new CastVote(record, false),
                  new EvaluateRecord(record, false),
                  new SetTrap(commitment),
                  new RevealTrap(record, false, commitment),
                  new EntrustFile(record, hospital, tree.root(), file.size()),
                  new HoldFile(record),
                  new ProveStorage(record, file.getFirst(), tree.proof(0)),
                  new ClaimMissed(record, hospital),
                  new ReleaseFile(record, hospital),
                  new BuyLevel(1),
                  new RedeemPoints(1),
                  new PayVoucher(chain.voucher()),
                  new LeaveChain(),
                  new SettleExit(chain.named("left")),
                  new FreezeAccount(owner),
                  new ThawAccount(chain.named("frozen")),
                  new ChangeRules(ControlScenario.HEIGHT + 1, others),
                  new RevokeCertificates(1, commitment, List.of(revoked)),
                  new AttestRecord(record),
                  new IssueDirective(terms, Long.MAX_VALUE),
                  new RevokeDirective(terms.id()),
                  new AppointDelegate(owner, chain.sender(Role.PATIENT), Long.MAX_VALUE),
                  new EndDelegation(owner, chain.sender(Role.PATIENT)),
                  new ReadRecord(record, Purpose.BTG),
                  new ReplaceKey(owner, chain.named("own key")),
                  new Opaque(Bytes.utf8("opaque"))));
      samples.addAll(ofSearchAndTrade(owner, hospital, commitment));
      requireAll(samples);
      return samples;
    }

    private static List<Operation> ofSearchAndTrade(
        PublicKey owner, PublicKey hospital, Hash commitment) {
      Bytes value = Bytes.of(new byte[IndexEntry.VALUE_SIZE]);
      Bytes searchKey = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
      return List.of(
          new UpdateIndex(0, 0, List.of(new IndexEntry(commitment, value)), value),
          new DelegateSearch(hospital, Long.MAX_VALUE, 0, searchKey),
          new EndSearchDelegation(owner, hospital),
          new BillSearch(owner, commitment),
          new ClearIndex(0),
          new RequestData(new RequestTerms(ControlScenario.TYPE, 1, 1, Long.MAX_VALUE)),
          new EndRequest(commitment),
          new DraftDeal(commitment, owner, 1),
          new SignDeal(commitment),
          new EndDeal(commitment));
    }

    /** The center puts a node of its own in the place of the node with this number. */
    static ChangeMembers replacement(ControlScenario chain, int node) {
      return new ChangeMembers(
          new MemberChange.Replace(chain.nodes().get(node), chain.named("own node " + node)));
    }

    private static void requireAll(List<Operation> samples) {
      Set<Integer> sampled = new TreeSet<>();
      samples.forEach(each -> sampled.add(each.type().number()));
      for (OperationType<?> type : MedicalModules.REGISTRY.types()) {
        if (!sampled.contains(type.number())) {
          throw new IllegalStateException("no sample of the operation '" + type.name() + "'");
        }
      }
    }
  }
}
