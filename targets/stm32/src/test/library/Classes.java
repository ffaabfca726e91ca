package com.acme.worlds;

/** Names and relations of classes, casts by class. */
final class Classes {
    interface I { }
    static class C implements I { }
    static class Sub extends C {
        class Inner { }
    }
    static void run() {
        Out.put(C.class.getName());
        Out.put(new Sub().getClass().getName());
        Out.put(Sub.Inner.class.getSimpleName());
        Out.put(int.class.getName());
        Out.put(new int[0].getClass().getName());
        Out.put(C.class.isInstance(new Sub()));
        Out.put(I.class.isInterface());
        Out.put(Sub.class.getSuperclass() == C.class);
        Out.put(I.class.isAssignableFrom(Sub.class));
        Out.put(new String[0].getClass().getComponentType() == String.class);
        Out.put(C.class == new C().getClass());
        Out.put(new Object() {}.getClass().getName());
        Runnable r = () -> { };
        Out.put(r.getClass() != null);
        Out.put(C.class.toString());
        Out.put(I.class.cast(new C()) != null);
        Out.put(Sub.class.isArray());
        Out.put(C.class.getSimpleName());
        Out.put(C.class.hashCode() == C.class.hashCode());
        try {
            String.class.cast((Object) 1);
        } catch (ClassCastException e) {
            Out.put("cce");
        }
        try {
            Object o = "s";
            Integer i = (Integer) o;
            Out.put(i);
        } catch (ClassCastException e) {
            Out.put("cce2");
        }
    }
}
