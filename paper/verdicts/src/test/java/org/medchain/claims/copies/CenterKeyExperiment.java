package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.HeaderChain;
import org.medchain.application.Location;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Register;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.simulation.model.RandomStreams;

/**
 * Whether a verifier with headers and the center's public key accepts just the keys, with just the
 * roles, that the center registered.
 */
final class CenterKeyExperiment {
  private static final String CLAIM = "center-key-verifies";

  private CenterKeyExperiment() {}

  static void run(ClaimRun run) throws Exception {
    run.progress("making registrations and proofs");
    RegistrationProofs proofs =
        new RegistrationProofs(
            new CertifiedChain(run.seed()),
            run.count("registered_keys"),
            run.count("changed_proofs"),
            new RandomStreams(run.seed()).stream("claims-changed-proofs", 0));
    long refused = proofs.genuine.stream().filter(each -> !proofs.isAccepted(each)).count();
    Map<String, long[]> byReason = new TreeMap<>();
    for (RegistrationProofs.ShownProof each : proofs.fake) {
      long[] counts = byReason.computeIfAbsent(each.what(), what -> new long[2]);
      counts[0]++;
      counts[1] += proofs.isAccepted(each) ? 1 : 0;
    }
    try (RawTable raw = run.raw(CLAIM, "proof, shown, accepted")) {
      raw.row("the center's", proofs.genuine.size(), proofs.genuine.size() - refused);
      byReason.forEach((what, counts) -> raw.row(what, counts[0], counts[1]));
    }
  }

  /**
   * A ledger of registrations with what is proved of them: the center's, which count; and those by
   * others, those that were refused, and those under the center's name that it did not sign.
   */
  private static final class RegistrationProofs {
    private static final int BLOCK = 10;
    private static final List<Role> ROLES = OperationPermissions.PARTICIPANT.roles();

    /** A proof and what it is shown for. */
    record ShownProof(String what, Bytes proof, Participant claimed) {}

    private record Ordered(String what, Transaction transaction, Participant claimed) {}

    private final CertifiedChain chain;
    private final ProvingIndex index;
    private final RegistrationVerifier verifier;
    private final List<ShownProof> genuine = new ArrayList<>();
    private final List<ShownProof> fake = new ArrayList<>();

    RegistrationProofs(CertifiedChain chain, int keys, int changed, UniformRandomProvider random) {
      this.chain = chain;
      this.index = new ProvingIndex(chain.genesis().chainParameters());
      List<Ordered> all = orders(keys);
      for (int from = 0; from < all.size(); from += BLOCK) {
        append(
            all.subList(from, Math.min(all.size(), from + BLOCK)).stream()
                .map(Ordered::transaction)
                .toList());
      }
      for (int i = 0; i < CertifiedChain.WINDOW; i++) {
        append(List.of()); // so that the last receipts' root is in a header
      }
      List<CertifiedBlock> blocks = chain.blocks();
      this.verifier =
          new RegistrationVerifier(
              chain.scheme(),
              chain.genesis().chain(),
              chain.holder(Role.REGULATORY_CENTER).publicKey(),
              HeaderChain.of(index.headersFrom(0), blocks.getLast().block().hash()),
              CertifiedChain.WINDOW);
      for (int i = 0; i < all.size(); i++) {
        prove(all.get(i), new Location(1 + i / BLOCK, i % BLOCK));
      }
      addOtherClaims();
      addChangedBits(changed, random);
    }

    private void append(List<Transaction> transactions) {
      var execution = chain.append(transactions);
      index.append(chain.blocks().getLast().block(), execution);
    }

    /** Five orders for each key, of which the first counts. */
    private List<Ordered> orders(int keys) {
      KeyPair center = chain.holder(Role.REGULATORY_CENTER);
      KeyPair other = chain.holder(Role.HOSPITAL);
      KeyPair stranger = chain.keys("stranger");
      List<Ordered> orders = new ArrayList<>();
      for (int i = 0; i < keys; i++) {
        Participant joining = participant("joining " + i, i);
        Participant again = participant(joining.key(), ROLES.get((i + 1) % ROLES.size()));
        Participant elsewhere = participant("elsewhere " + i, i);
        Participant unasked = participant("unasked " + i, i);
        Participant forged = participant("forged " + i, i);
        orders.add(new Ordered("", order(center, joining), joining));
        orders.add(new Ordered("refused: another role", order(center, again), again));
        orders.add(new Ordered("by another participant", order(other, elsewhere), elsewhere));
        orders.add(new Ordered("by a stranger", order(stranger, unasked), unasked));
        orders.add(new Ordered("not the center's signature", forged(stranger, forged), forged));
      }
      return orders;
    }

    private Participant participant(String name, int number) {
      return participant(chain.keys(name).publicKey(), ROLES.get(number % ROLES.size()));
    }

    private Participant participant(PublicKey key, Role role) {
      return Participant.of(key, role, chain.holder(Role.HOSPITAL).publicKey());
    }

    private Transaction order(KeyPair sender, Participant joining) {
      return chain.order(sender, new Register(joining));
    }

    /**
     * In the center's name, and signed by another: members that collude could have put it into a
     * block.
     */
    private Transaction forged(KeyPair signer, Participant joining) {
      Transaction real = order(chain.holder(Role.REGULATORY_CENTER), joining);
      Transaction signed = order(signer, joining);
      RequestId named = real.request();
      return new Transaction(named, real.kind(), real.body(), signed.signature());
    }

    private void prove(Ordered order, Location location) {
      Bytes proof = index.acceptanceOf(location).orElseThrow().encoded();
      (order.what().isEmpty() ? genuine : fake)
          .add(new ShownProof(order.what(), proof, order.claimed()));
    }

    /** Real proofs, shown for another key or another role. */
    private void addOtherClaims() {
      for (int i = 0; i < genuine.size(); i++) {
        ShownProof proof = genuine.get(i);
        Role role = proof.claimed().role();
        Role otherRole = ROLES.get((ROLES.indexOf(role) + 1) % ROLES.size());
        Participant otherKey = participant(chain.keys("claimed " + i).publicKey(), role);
        fake.add(new ShownProof("of another key", proof.proof(), otherKey));
        fake.add(
            new ShownProof(
                "of another role", proof.proof(), participant(proof.claimed().key(), otherRole)));
      }
    }

    private void addChangedBits(int changed, UniformRandomProvider random) {
      for (int i = 0; i < changed; i++) {
        ShownProof proof = genuine.get(random.nextInt(genuine.size()));
        Bytes other = BitFlips.flip(proof.proof(), random.nextInt(8 * proof.proof().size()));
        fake.add(new ShownProof("a changed bit", other, proof.claimed()));
      }
    }

    boolean isAccepted(ShownProof proof) {
      return verifier.accepts(proof.proof(), proof.claimed());
    }
  }

  /**
   * Any participant that verifies a registration (paper §4 (1); REG-2): it has headers up to a head
   * that it trusts, and the center's public key.
   */
  private record RegistrationVerifier(
      SignatureScheme scheme, Hash chain, PublicKey center, HeaderChain headers, int window) {
    /** Whether the center registered just this key with just this role. */
    boolean accepts(Bytes proof, Participant claimed) {
      try {
        return accepts(Codec.of(AcceptanceProof.class).decoded(proof), claimed);
      } catch (MalformedInput e) {
        return false;
      }
    }

    private boolean accepts(AcceptanceProof proof, Participant claimed) {
      if (headers.flawIn(proof, window).isPresent()) {
        return false;
      }
      Transaction transaction = proof.existence().transaction();
      return transaction.request().sender().equals(center)
          && transaction.attestation().holds(scheme, chain)
          && MedicalModules.operation(transaction) instanceof Register register
          && register.participant().equals(claimed);
    }
  }
}
