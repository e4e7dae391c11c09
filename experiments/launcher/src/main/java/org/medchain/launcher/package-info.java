/**
 * The first program of the script {@code experiments/medchain}: picks a module for the command,
 * builds it if stale, and prints the command that the script then becomes. It uses only the JDK.
 */
package org.medchain.launcher;
