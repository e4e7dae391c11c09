package org.medchain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The limits of the core, as rules over the compiled classes under any root package. */
final class CoreRules {
  /** From the bottom upwards: each layer may use those before it. */
  static final List<String> LAYERS =
      List.of("data", "network", "consensus", "incentive", "contract", "application");

  /** The lower layers that a layer must not use: the game is built only on points. */
  private static final Map<String, List<String>> NOT_EVEN_LOWER =
      Map.of("incentive", List.of("network", "consensus"));

  private CoreRules() {}

  /** All rules by their names. */
  static Map<String, ArchRule> of(String root) {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("every class lies in a layer", everyClassInALayer(root));
    rules.put("layers use lower ones only", layerOrder(root));
    rules.put("no package cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
    rules.put("no library but Bouncy Castle", knownLibraries());
    rules.put("Bouncy Castle in the data layer only", cryptography(root));
    rules.put("no clock", noUseOf("java.time.."));
    rules.put("no environment", environment());
    rules.put("no threads", threads());
    rules.put("no files, sockets or streams", inputAndOutput());
    rules.put("no randomness", randomness());
    rules.put("no order by hash code", hashOrder());
    rules.put("no mathematics that differs by platform", platformMathematics());
    rules.put("no default locale or charset", defaults());
    return rules;
  }

  private static ArchRule everyClassInALayer(String root) {
    String[] layers = LAYERS.stream().map(each -> root + "." + each + "..").toArray(String[]::new);
    return classes().should().resideInAnyPackage(layers);
  }

  private static ArchRule layerOrder(String root) {
    List<ArchRule> order = new ArrayList<>();
    for (int i = 0; i < LAYERS.size(); i++) {
      String layer = LAYERS.get(i);
      for (int j = 0; j < LAYERS.size(); j++) {
        String other = LAYERS.get(j);
        if (j > i || NOT_EVEN_LOWER.getOrDefault(layer, List.of()).contains(other)) {
          order.add(
              noClasses()
                  .that()
                  .resideInAPackage(root + "." + layer + "..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage(root + "." + other + "..")
                  .allowEmptyShould(true));
        }
      }
    }
    return CompositeArchRule.of(order);
  }

  private static ArchRule knownLibraries() {
    return classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.medchain..", "org.bouncycastle..");
  }

  private static ArchRule cryptography(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".data..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..");
  }

  /** Of System only the copying of arrays is pure. */
  private static ArchRule environment() {
    return CompositeArchRule.of(
            noAccess(
                "System, except for arraycopy",
                access -> isOwned(access, System.class) && !access.getName().equals("arraycopy")))
        .and(noUseOfTypes("java\\.lang\\.(Runtime|Process|ProcessBuilder|ProcessHandle)"))
        .and(noCall(Integer.class, "getInteger"))
        .and(noCall(Long.class, "getLong"))
        .and(noCall(Boolean.class, "getBoolean"));
  }

  private static ArchRule threads() {
    return CompositeArchRule.of(noUseOf("java.util.concurrent.."))
        .and(methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED))
        .and(noUseOfTypes("java\\.lang\\.(Thread|ThreadLocal|InheritableThreadLocal)(\\$.*)?"))
        .and(noUseOfTypes("java\\.util\\.(Timer|TimerTask)"))
        .and(noAccess("parallel streams", access -> isOfJava(access, "parallel.*")));
  }

  /** Of java.nio the byte order, buffers in memory and charsets by name stay. */
  private static ArchRule inputAndOutput() {
    return CompositeArchRule.of(noUseOf("java.io..", "java.net..", "java.nio.file.."))
        .and(noUseOf("java.nio.channels..", "java.util.logging..", "java.sql.."));
  }

  private static ArchRule randomness() {
    return CompositeArchRule.of(noUseOf("java.util.random.."))
        .and(noUseOfTypes("java\\.util\\.(Random|SplittableRandom|UUID)"))
        .and(noUseOfTypes("java\\.security\\.SecureRandom"))
        .and(noAccess("random numbers", access -> isOfJava(access, "random|shuffle")));
  }

  /** Hash tables, and the immutable collections whose order the virtual machine salts. */
  private static ArchRule hashOrder() {
    return CompositeArchRule.of(
            noUseOfTypes("java\\.util\\.(HashMap|HashSet|Hashtable|IdentityHashMap|WeakHashMap)"))
        .and(noAccess("salted sets", access -> isSalted(access, Set.class, 1)))
        .and(noAccess("salted maps", access -> isSalted(access, Map.class, 2)))
        .and(
            noCall(
                Collectors.class,
                "toSet|toMap|groupingBy|partitioningBy|toUnmodifiableSet|toUnmodifiableMap"));
  }

  /** With up to one element there is only one order. */
  private static boolean isSalted(JavaAccess<?> access, Class<?> owner, int harmlessArguments) {
    boolean fewElements =
        access.getName().equals("of")
            && parameters(access).size() <= harmlessArguments
            && parameters(access).stream().noneMatch(JavaClass::isArray);
    return isOwned(access, owner)
        && access.getName().matches("of|ofEntries|copyOf")
        && !fewElements;
  }

  /** The last bit of these may differ between platforms; StrictMath's never does. */
  private static ArchRule platformMathematics() {
    return noCall(Math.class, "log|log10|log1p|exp|expm1|pow|cbrt|hypot|atan2|a?(sin|cos|tan)h?");
  }

  private static ArchRule defaults() {
    return noAccess(
        "the default locale or charset",
        access ->
            isOwned(access, String.class)
                && access.getName().matches("format|formatted|to(Lower|Upper)Case|getBytes")
                && parameters(access).stream()
                    .noneMatch(
                        each ->
                            each.isEquivalentTo(Locale.class)
                                || each.isEquivalentTo(Charset.class)));
  }

  private static List<JavaClass> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        ? target.getRawParameterTypes()
        : List.of();
  }

  private static boolean isOwned(JavaAccess<?> access, Class<?> owner) {
    return access.getTargetOwner().isEquivalentTo(owner);
  }

  private static boolean isOfJava(JavaAccess<?> access, String names) {
    return access.getTargetOwner().getPackageName().startsWith("java.")
        && access.getName().matches(names);
  }

  private static ArchRule noUseOf(String... packages) {
    return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  private static ArchRule noUseOfTypes(String names) {
    return noClasses().should().dependOnClassesThat().haveNameMatching(names);
  }

  private static ArchRule noCall(Class<?> owner, String names) {
    return noAccess(
        owner.getSimpleName() + "." + names,
        access -> isOwned(access, owner) && access.getName().matches(names));
  }

  private static ArchRule noAccess(String what, Predicate<JavaAccess<?>> banned) {
    return classes()
        .should(
            new ArchCondition<JavaClass>("not use " + what) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                    .filter(banned)
                    .map(each -> SimpleConditionEvent.violated(each, each.getDescription()))
                    .forEach(events::add);
              }
            });
  }
}
