/** Where the files of this checkout are, for tests of any module, in whichever folder they run. */
package org.medchain.checkout;
