/**
 * The first program of the script {@code experiments/medchain}. {@link
 * org.medchain.launcher.Launcher} picks a module for the command ({@link
 * org.medchain.launcher.Route}), builds it if stale ({@link org.medchain.launcher.ClassPath},
 * {@link org.medchain.launcher.Build}), and prints the command that the script then becomes ({@link
 * org.medchain.launcher.Plan}).
 *
 * <p>It uses only the JDK, since the script compiles it first. {@link
 * org.medchain.launcher.OutOfHeap} and {@link org.medchain.launcher.ShutdownHook} serve the end of
 * every command.
 */
package org.medchain.launcher;
