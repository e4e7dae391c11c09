/** {@code medchain game analyse}. */
package org.medchain.study.analyse;
