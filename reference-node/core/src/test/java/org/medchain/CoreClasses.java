package org.medchain;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URL;
import org.medchain.data.Encodable;

/** The compiled classes of the core, without its tests and all else on the class path. */
public final class CoreClasses {
  private CoreClasses() {}

  /** Read once for all tests of a JVM, when the first asks. */
  private static final class Held {
    private static final JavaClasses ALL = readAll();

    private static JavaClasses readAll() {
      URL main = Encodable.class.getProtectionDomain().getCodeSource().getLocation();
      return new ClassFileImporter()
          .withImportOption(location -> location.contains(main.getPath()))
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
          .importPackages("org.medchain");
    }
  }

  /** Those below a package that lie where the core's lie. */
  public static JavaClasses read(String root) {
    return Held.ALL.that(JavaClass.Predicates.resideInAPackage(root + ".."));
  }
}
