/* Where an exception is caught, and the end of one that is not. */
#include <stdlib.h>
#include "board.h"
#include "runtime.h"
#include "classes/org/teavm/runtime/ExceptionHandling.h"

TeaVM_CallSite *gc_call_site(int32_t id) {
    static const TeaVM_CallSite without_handler;
    const gc_CallSite *row = gc_call_sites;
    while (row->id < id) {
        row++;
    }
    return (TeaVM_CallSite *) (row->id == id ? &row->site : &without_handler);
}

/*
 * No exception carries its stack: an array for it would be allocated while TeaVM throws for a null or an index, and
 * then nothing but a C variable holds the exception, of which the collector does not know.
 */
TeaVM_Array *meth_otr_ExceptionHandling_fillStackTrace(void) {
    return NULL;
}

/* TeaVM's throwException ends here when no frame catches; it has printed the calls under way. */
_Noreturn void abort(void) {
    TeaVM_Object *thrown = sfld_otr_ExceptionHandling_thrownException;
    const gc_Throwable *row = gc_throwables;
    while (row->cls != NULL && (thrown == NULL || row->cls != TEAVM_CLASS_OF(thrown))) {
        row++;
    }
    panic(row->message);
}
