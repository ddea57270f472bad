package cairn.storage.folder;

import cairn.storage.folder.file.Disk;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// A disk that calls a test before each operation.
final class WatchedDisk {
    private WatchedDisk() {}

    /// Called before an operation of the disk, or before the sync of one of its folders.
    interface Before {
        void operation(String name, String path) throws Exception;
    }

    private record WatchedFolder(Disk.OpenFolder real, String path, Before before)
            implements Disk.OpenFolder {
        @Override
        public void sync() throws IOException {
            try {
                before.operation("sync", path);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            real.sync();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    static Disk of(Disk real, Before before) {
        return (Disk)
                Proxy.newProxyInstance(
                        Disk.class.getClassLoader(),
                        new Class<?>[] {Disk.class},
                        (proxy, method, arguments) -> {
                            if (method.isDefault()) {
                                return InvocationHandler.invokeDefault(proxy, method, arguments);
                            }
                            String path = arguments == null ? "" : arguments[0].toString();
                            before.operation(method.getName(), path);
                            if (method.getName().equals("openFolder")) {
                                return real.openFolder(path)
                                        .map(folder -> new WatchedFolder(folder, path, before));
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
