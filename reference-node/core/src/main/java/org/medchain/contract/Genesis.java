package org.medchain.contract;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.OrderingRight;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.network.Membership;

/**
 * Everything that the nodes of a chain agree on before it starts, and the block at height 0 that
 * follows from it. All of it is in the initial state, so the genesis hash, which every signature
 * covers as the chain's id, binds it (CON-14; decision 0002).
 */
public final class Genesis implements Encodable {
  private static final String PAIRS =
      "each recovery has the end of the center's epoch, or there is no list";

  /** Before the terms, which do not begin so: accepted recoveries with their ends. */
  private static final Codec<List<Bytes>> RECOVERIES =
      Codec.marked(-2, Codec.BYTES.list(), List.of(), PAIRS);

  private final Terms terms;
  private final List<Participant> participants;
  private final List<Bytes> recoveries;
  private final WorldState state;
  private final Block block;

  /**
   * The parameters, without the participants.
   *
   * @param timestampMs of the genesis header, milliseconds of Unix time
   * @param nodes keys of the first consensus nodes in the order that numbers them, 1 or more
   * @param window W: a header carries the roots of W heights before; 1 or more
   * @param difficulty of every block; {@link Difficulty#NONE} for no search
   * @param clockToleranceMs how far ahead of a node's clock a block's timestamp may be, in ms
   * @param center the regulatory center's key
   * @param rules of the incentive layer
   * @param metadata how the chain has records' descriptions and types (PRIV-6)
   */
  public record Terms(
      long timestampMs,
      List<PublicKey> nodes,
      int window,
      Difficulty difficulty,
      long clockToleranceMs,
      PublicKey center,
      IncentiveRules rules,
      MetadataForm metadata)
      implements Encodable {
    /**
     * In place of the time, which is never negative, -1: the fields that the first form lacks
     * follow.
     */
    static final Codec<Terms> CODEC =
        Codec.lastFirst(
            Terms.class,
            Codec.marked(
                -1,
                Codec.of(MetadataForm.class),
                MetadataForm.CLEAR,
                "terms in clear are not extended"));

    /** Checks the ranges; refuses a node that is named twice. */
    public Terms {
      nodes = new Membership(nodes).keys();
      Argument.refuseIf(
          nodes.isEmpty() || window < 1 || timestampMs < 0 || clockToleranceMs < 0,
          "a chain has a node and a window of 1 or more, and no time before 1970");
    }

    /** The same with metadata in clear, as the paper has it. */
    public Terms(
        long timestampMs,
        List<PublicKey> nodes,
        int window,
        Difficulty difficulty,
        long clockToleranceMs,
        PublicKey center,
        IncentiveRules rules) {
      this(
          timestampMs,
          nodes,
          window,
          difficulty,
          clockToleranceMs,
          center,
          rules,
          MetadataForm.CLEAR);
    }

    /** The same with metadata of another form. */
    public Terms with(MetadataForm other) {
      return new Terms(
          timestampMs, nodes, window, difficulty, clockToleranceMs, center, rules, other);
    }

    /**
     * The same with only the scheme of points: the center decides on records, and all other rules
     * are off.
     */
    public Terms(
        long timestampMs,
        List<PublicKey> nodes,
        int window,
        Difficulty difficulty,
        long clockToleranceMs,
        PublicKey center,
        PointRules points) {
      this(
          timestampMs,
          nodes,
          window,
          difficulty,
          clockToleranceMs,
          center,
          IncentiveRules.of(points));
    }
  }

  /**
   * A chain's beginning.
   *
   * @param participants registered from the start; each gets the initial points
   * @throws IllegalArgumentException if a key is named twice or the points cannot all be issued
   */
  public Genesis(Terms terms, List<Participant> participants) {
    this(terms, participants, List.of());
  }

  private Genesis(Terms terms, List<Participant> participants, List<Bytes> recoveries) {
    this.terms = terms;
    this.participants = List.copyOf(participants);
    this.recoveries = List.copyOf(recoveries);
    this.state = initialState(terms, this.participants);
    this.block = Block.of(headerOf(terms, state), List.of());
  }

  private static WorldState initialState(Terms terms, List<Participant> participants) {
    List<Participant> sorted =
        participants.stream().sorted(Comparator.comparing(Participant::key)).toList();
    GenesisData data =
        new GenesisData(terms.encoded(), terms.center(), terms.nodes(), terms.metadata(), sorted);
    return MedicalModules.REGISTRY.genesis(terms.rules(), data);
  }

  private static Header headerOf(Terms terms, WorldState state) {
    return new Header(
        Header.VERSION,
        Hash.ZERO,
        terms.timestampMs(),
        MerkleTree.EMPTY_ROOT,
        0,
        0,
        state.tree().root(),
        MerkleTree.EMPTY_ROOT,
        terms.difficulty(),
        RandomString.ZERO);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedInput or another {@link IllegalArgumentException}, as within every {@link
   *     Decoder#decode}
   */
  public static Genesis decode(Decoder in) {
    List<Bytes> recoveries = RECOVERIES.decode(in);
    if (recoveries.size() % 2 != 0) {
      throw in.malformed(PAIRS);
    }
    Terms terms = Terms.CODEC.decode(in);
    return new Genesis(terms, Participant.CODEC.list().decode(in), recoveries);
  }

  @Override
  public void encode(Encoder out) {
    RECOVERIES.encode(out, recoveries);
    out.value(terms).list(participants);
  }

  /**
   * The same chain, of which this recovery, or the end of the last one's epoch, is accepted as well
   * (PBFT-42). The owner of this copy trusts it; it does not belong to the chain's id.
   *
   * @param proof that the center signed
   */
  public Genesis accepting(Bytes proof) {
    return new Genesis(
        terms, participants, Stream.concat(recoveries.stream(), Stream.of(proof)).toList());
  }

  /** The proofs that are accepted in this copy, oldest first: of recoveries and their ends. */
  public List<Bytes> recoveries() {
    return recoveries;
  }

  /** The parameters. */
  public Terms terms() {
    return terms;
  }

  /** The participants registered from the start, besides the center. */
  public List<Participant> participants() {
    return participants;
  }

  /** The state at height 0. */
  public WorldState state() {
    return state;
  }

  /** The block at height 0: no transactions, no search. */
  public Block block() {
    return block;
  }

  /** The chain's id: the hash of the genesis header. */
  public Hash chain() {
    return block.hash();
  }

  /** The consensus nodes at the start; later sets are in the state (CON-17). */
  public Membership membership() {
    return new Membership(terms.nodes());
  }

  /** The parameters that consensus needs. */
  public ChainParameters chainParameters() {
    Set<PublicKey> registered =
        Stream.concat(Stream.of(terms.center()), participants.stream().map(Participant::key))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new ChainParameters(
        block,
        terms.window(),
        terms.difficulty(),
        terms.clockToleranceMs(),
        new OrderingRight.Registered(registered),
        OperationForm.of(terms.metadata()),
        new ChainParameters.RecoveryTrust(
            Optional.of(terms.center()), recoveries.stream().map(Hash::of).toList()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Genesis that && encoded().equals(that.encoded());
  }

  @Override
  public int hashCode() {
    return block.hash().hashCode();
  }
}
