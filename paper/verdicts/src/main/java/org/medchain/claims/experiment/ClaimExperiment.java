package org.medchain.claims.experiment;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimSetting;

/**
 * Measures what one claim, or several that share its trials, are decided by (CLAIM-3): the tables
 * of their entries, code and tests that write more, and figures over all. It says nothing of
 * thresholds: the verdict follows from them and the figures. A pure function of code, size,
 * settings and seed, except for times that it measures.
 *
 * @param claims that it decides
 */
public record ClaimExperiment(List<Claim> claims) {
  private static final String PACKAGE = "org.medchain.claims.";

  /** Writes raw tables and figures. */
  public interface ClaimCode {
    /** Writes them into a run. */
    void run(ClaimRun run) throws Exception;

    /** The static method {@code run} of the class with this name, without the common package. */
    static ClaimCode named(String name) {
      try {
        Class<?> type = Class.forName(PACKAGE + name);
        return MethodHandleProxies.asInterfaceInstance(
            ClaimCode.class,
            MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .findStatic(type, "run", MethodType.methodType(void.class, ClaimRun.class)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("no code of claims is called " + name, e);
      }
    }
  }

  /** The one that decides a claim, if there is one. */
  public static Optional<ClaimExperiment> of(Claim claim, List<Claim> all) {
    String id = decidedWith(claim);
    List<Claim> own = all.stream().filter(each -> decidedWith(each).equals(id)).toList();
    return own.stream().anyMatch(each -> each.data().decides())
        ? Optional.of(new ClaimExperiment(own))
        : Optional.empty();
  }

  private static String decidedWith(Claim claim) {
    return claim.data().with().orElse(claim.id());
  }

  /** The claims' ids. */
  public List<String> ids() {
    return claims.stream().map(Claim::id).toList();
  }

  /** Its numbers; those with a value for a full run can be set. */
  public List<ClaimSetting> settings() {
    return claims.stream().flatMap(each -> each.data().settings().stream()).toList();
  }

  /** Whether tests count for its claims. */
  public boolean isCounted() {
    return claims.stream().anyMatch(each -> each.data().test().isPresent());
  }

  /** Whether tests alone do: with one seed, and in one size. */
  public boolean isFixed() {
    return claims.stream()
        .map(Claim::data)
        .noneMatch(each -> !each.tables().isEmpty() || each.code().isPresent());
  }
}
