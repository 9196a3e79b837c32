export const metadata = { title: "A bare page", description: "As large as a product's, and nothing else." };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
