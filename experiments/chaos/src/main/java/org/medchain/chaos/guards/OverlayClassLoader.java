package org.medchain.chaos.guards;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Loads all classes of medchain again, so that classes without a guard come before those with it.
 * The classes that record guards are shared, as libraries are.
 */
final class OverlayClassLoader extends URLClassLoader {
  private static final String OWN_PREFIX = "org.medchain.";
  private static final String SHARED_PREFIX = OverlayClassLoader.class.getPackageName() + ".";

  OverlayClassLoader(List<URL> urls) {
    super(urls.toArray(URL[]::new), OverlayClassLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OWN_PREFIX) || name.startsWith(SHARED_PREFIX)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
