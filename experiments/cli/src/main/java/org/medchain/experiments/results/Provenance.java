package org.medchain.experiments.results;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which code a result comes from, in the words of every manifest (EXP-11, RES-1). */
public final class Provenance {
  private Provenance() {}

  /**
   * The fields {@code code_hash}, {@code commit}, {@code clean} and {@code code}; the commit is
   * absent outside a repository, and so is {@code clean} where git is not available.
   *
   * @param paths as {@link CodeHash#of} takes them
   */
  public static ObjectNode describe(Path home, List<String> paths, String codeHash) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code_hash", codeHash);
    GitWorkingTree.commit(home).ifPresent(commit -> json.put("commit", commit));
    GitWorkingTree.isClean(home, paths).ifPresent(clean -> json.put("clean", clean));
    ArrayNode code = json.putArray("code");
    paths.forEach(code::add);
    return json;
  }
}
