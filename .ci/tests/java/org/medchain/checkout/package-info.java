/** The files of this checkout, for tests of any module. */
package org.medchain.checkout;
