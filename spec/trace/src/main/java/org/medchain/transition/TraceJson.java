package org.medchain.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The lines of {@code spec/trace-format.md}, as JSON (TRACE-2). Only numbers, names of this project
 * and hexadecimal digits come into them, so nothing has to be escaped.
 *
 * @param nodes all nodes that the trace speaks of; their places here are their numbers
 */
public record TraceJson(List<PublicKey> nodes) {
  /** Version of the format. */
  public static final int VERSION = 2;

  public TraceJson {
    nodes = List.copyOf(nodes);
  }

  /**
   * The first line, without its end.
   *
   * @param members nodes that are members from the genesis block on
   * @param faulty Byzantine nodes
   * @param window W
   * @param interval K, or k
   */
  public String head(
      String protocol,
      List<Integer> members,
      List<Integer> faulty,
      int window,
      long interval,
      Hash genesis) {
    return "{\"trace\":"
        + VERSION
        + ",\"protocol\":\""
        + protocol
        + "\",\"nodes\":"
        + nodes.size()
        + ",\"members\":"
        + numbers(members)
        + ",\"faulty\":"
        + numbers(faulty)
        + ",\"window\":"
        + window
        + ",\"interval\":"
        + interval
        + ",\"genesis\":"
        + id(Optional.of(genesis))
        + "}";
  }

  /**
   * One line, without its end.
   *
   * @param position from 1
   * @param node whose transition it is
   */
  public String line(long position, int node, Transition transition) {
    Optional<Integer> sender = transition.sender().map(nodes::indexOf).filter(each -> each >= 0);
    return "{\"n\":"
        + position
        + ",\"node\":"
        + node
        + ",\"action\":\""
        + transition.action()
        + "\",\"input\":\""
        + transition.input()
        + "\",\"sender\":"
        + sender.map(each -> Integer.toString(each)).orElse("null")
        + ",\"message\":"
        + id(transition.message())
        + ",\"view\":"
        + number(transition.view())
        + ",\"height\":"
        + number(transition.height())
        + ",\"block\":"
        + id(transition.block())
        + ",\"parent\":"
        + id(transition.parent())
        + ",\"certificates\":"
        + list(transition.certificates(), this::evidence)
        + ",\"proofs\":"
        + list(transition.proofs(), this::proof)
        + ",\"requests\":"
        + list(transition.requests(), each -> id(Optional.of(each)))
        + "}";
  }

  private String evidence(TransitionEvidence evidence) {
    return "{\"kind\":\""
        + evidence.kind().name().toLowerCase(Locale.ROOT)
        + "\",\"view\":"
        + number(evidence.view())
        + ",\"height\":"
        + evidence.height()
        + ",\"block\":"
        + id(evidence.block())
        + ",\"parent\":"
        + id(evidence.parent())
        + ",\"voters\":"
        + voters(evidence)
        + "}";
  }

  private String proof(Transition.TransitionProof proof) {
    return "{\"sender\":"
        + nodes.indexOf(proof.sender())
        + ",\"message\":"
        + id(Optional.of(proof.message()))
        + ",\"certificates\":"
        + list(proof.certificates(), this::evidence)
        + "}";
  }

  /**
   * Unchanged, even two of one voter: a checker has to see that. The order of members determines
   * the primaries; the order of votes has no meaning.
   */
  private String voters(TransitionEvidence evidence) {
    List<Integer> numbers = new ArrayList<>();
    evidence.voters().forEach(voter -> numbers.add(nodes.indexOf(voter)));
    boolean ordered = evidence.kind() == TransitionEvidence.EvidenceKind.MEMBERS;
    return numbers(ordered ? numbers : numbers.stream().sorted().toList());
  }

  private static String numbers(List<Integer> numbers) {
    return list(numbers, each -> Integer.toString(each));
  }

  private static <T> String list(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String number(long number) {
    return number < 0 ? "null" : Long.toString(number);
  }

  private static String id(Optional<Hash> hash) {
    return hash.map(each -> "\"" + TraceIds.brief(each) + "\"").orElse("null");
  }
}
