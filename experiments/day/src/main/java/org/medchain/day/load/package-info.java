/** {@code medchain load}. */
package org.medchain.day.load;
