package org.medchain.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bounds for a state that a reader can survey: a few replicas, views and blocks. The proof has
 * none; but a state of a small world is a state: a step that it allows is possible.
 *
 * @param sizes by sort, the greatest number of different things
 */
record SmallWorld(Map<String, Integer> sizes) {

  /** A world of these sizes, with one height for each block. */
  static SmallWorld of(int nodes, int quorums, int views, int blocks) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("Node", nodes);
    sizes.put("Quorum", quorums);
    sizes.put("View", views);
    sizes.put("Block", blocks);
    sizes.put("Height", blocks);
    sizes.put("Epoch", 3);
    sizes.put("Request", 1);
    sizes.put("Table", 1);
    return new SmallWorld(sizes);
  }

  /** The bounds as assertions. */
  String script() {
    StringBuilder script = new StringBuilder();
    sizes.forEach(
        (sort, size) -> {
          for (int i = 0; i < size; i++) {
            script.append("(declare-const %s %s)%n".formatted(constant(sort, i), sort));
          }
          String any =
              IntStream.range(0, size)
                  .mapToObj(i -> "(= each " + constant(sort, i) + ")")
                  .collect(Collectors.joining(" "));
          script.append("(assert (forall ((each %s)) (or %s)))%n".formatted(sort, any));
        });
    return script.toString();
  }

  /** The bounds of a world of one epoch, without requests: the easiest to read. */
  String plain() {
    return script()
        + """
        (assert (forall ((v View)) (= (epoch v) (epoch view0))))
        (assert (forall ((q Quorum)) (= (membersAt q) genesis)))
        (assert (forall ((b Block)) (or (= b genesis) (= (epochOf b) (epoch view0)))))
        (assert (forall ((e Epoch) (g Block)) (=> (opens g e) (= g genesis))))
        (assert (forall ((b Block) (r Request)) (not (contains b r))))
        (assert (forall ((r Request)) (not (submitted r))))
        """;
  }

  private static String constant(String sort, int number) {
    return "!!" + sort + number;
  }
}
